package dev.tuner.scheduler.sql;

import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Something that each transaction has one of, from its first use to the transaction's end.
 *
 * @param <T> what it is; it is written before the commit
 */
public final class PerTransaction<T extends PerTransaction.Written> {
  private final Supplier<T> create;

  /** Is written before the commit, in ascending order of {@link #order}. */
  public interface Written {
    /** Trials before what refers to them. */
    int order();

    void write();

    /** The transaction is committed. */
    default void committed() {}
  }

  public PerTransaction(Supplier<T> create) {
    this.create = create;
  }

  /** That of the current transaction. */
  public T get() {
    return find().orElseGet(this::open);
  }

  /** That of the current transaction, if there is one that used it already. */
  @SuppressWarnings("unchecked") // only this object binds a resource under itself
  public Optional<T> find() {
    return Optional.ofNullable((T) TransactionSynchronizationManager.getResource(this));
  }

  /** Whether a transaction is under way. */
  public static boolean isActive() {
    return TransactionSynchronizationManager.isSynchronizationActive();
  }

  private T open() {
    var opened = create.get();
    TransactionSynchronizationManager.bindResource(this, opened);
    TransactionSynchronizationManager.registerSynchronization(new AtItsEnd(opened));
    return opened;
  }

  private final class AtItsEnd implements TransactionSynchronization {
    private final Written written;

    AtItsEnd(Written written) {
      this.written = written;
    }

    @Override
    public int getOrder() {
      return written.order();
    }

    @Override
    public void beforeCommit(boolean readOnly) {
      written.write();
    }

    @Override
    public void afterCompletion(int status) {
      TransactionSynchronizationManager.unbindResourceIfPossible(PerTransaction.this);
      if (status == STATUS_COMMITTED) {
        written.committed();
      }
    }
  }
}
