package dev.tuner.scheduler.checkpoint;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Checkpoint bytes as objects in a bucket. What is larger than a part is sent in parts, each with
 * its checksum, and the object appears when the last one is there.
 */
final class CheckpointBucket implements CheckpointStorage, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(CheckpointBucket.class);

  private final S3Client s3;
  private final S3Properties properties;
  private final Semaphore room; // bounds the memory that parts take

  CheckpointBucket(S3Client s3, S3Properties properties) {
    this.s3 = s3;
    this.properties = properties;
    this.room = new Semaphore(properties.uploadsAtOnce(), true);
  }

  /**
   * Connects to the bucket. A storage that does not answer yet is taken on trust.
   *
   * @throws CheckpointStorageException if the storage says that there is no such bucket, or that it
   *     may not be used
   */
  static CheckpointBucket open(S3Properties properties) {
    var bucket = new CheckpointBucket(S3Connection.open(properties), properties);
    try {
      bucket.s3.headBucket(request -> request.bucket(properties.bucket()));
    } catch (S3Exception e) {
      if (e.statusCode() < 500) {
        bucket.close();
        throw refused(properties, e);
      }
      LOG.warn("{} is not available yet: {}", properties, e.getMessage());
    } catch (SdkException e) {
      LOG.warn("{} does not answer yet: {}", properties, e.getMessage());
    }
    return bucket;
  }

  private static CheckpointStorageException refused(S3Properties properties, S3Exception e) {
    var why =
        e.statusCode() == 404
            ? "there is no such bucket"
            : "the storage refuses it with status " + e.statusCode();
    return new CheckpointStorageException(
        "Checkpoints cannot be kept in %s: %s".formatted(properties, why),
        "Create the bucket, or correct tuner.checkpoints.s3.bucket, endpoint, region, access-key and secret-key",
        e);
  }

  @Override
  public void write(String location, InputStream bytes) throws IOException {
    try {
      room.acquire();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while an upload waited for its turn", e);
    }
    try (var upload = new S3Upload(s3, properties, key(location))) {
      upload.send(bytes);
    } catch (SdkException e) {
      throw failed(e);
    } finally {
      room.release();
    }
  }

  @Override
  public InputStream open(String location) throws IOException {
    try {
      return s3.getObject(get -> get.bucket(properties.bucket()).key(key(location)));
    } catch (NoSuchKeyException e) {
      var gone = new NoSuchFileException(location);
      gone.initCause(e);
      throw gone;
    } catch (SdkException e) {
      throw failed(e);
    }
  }

  @Override
  public void delete(String location) throws IOException {
    done(() -> s3.deleteObject(request -> request.bucket(properties.bucket()).key(key(location))));
  }

  @Override
  public void removeUnfinished(Instant before) throws IOException {
    done(
        () -> {
          s3
              .listMultipartUploadsPaginator(
                  list -> list.bucket(properties.bucket()).prefix(properties.prefix()))
              .uploads()
              .stream()
              .filter(upload -> upload.initiated().isBefore(before) && isSilent(upload, before))
              .forEach(this::abort);
        });
  }

  @Override
  public void eachStored(Instant before, Consumer<List<String>> action) throws IOException {
    done(
        () -> {
          s3.listObjectsV2Paginator(
                  list -> list.bucket(properties.bucket()).prefix(properties.prefix()))
              .forEach(page -> action.accept(olderThan(before, page.contents())));
        });
  }

  private List<String> olderThan(Instant before, List<S3Object> objects) {
    return objects.stream()
        .filter(object -> object.lastModified().isBefore(before))
        .map(object -> object.key().substring(properties.prefix().length()))
        .toList();
  }

  /** Whether no part came since then. */
  private boolean isSilent(MultipartUpload upload, Instant before) {
    return s3
        .listPartsPaginator(
            list -> list.bucket(properties.bucket()).key(upload.key()).uploadId(upload.uploadId()))
        .parts()
        .stream()
        .allMatch(part -> part.lastModified().isBefore(before));
  }

  private void abort(MultipartUpload upload) {
    s3.abortMultipartUpload(
        abort -> abort.bucket(properties.bucket()).key(upload.key()).uploadId(upload.uploadId()));
  }

  private String key(String location) {
    return properties.prefix() + location;
  }

  private static void done(Runnable call) throws IOException {
    try {
      call.run();
    } catch (SdkException e) {
      throw failed(e);
    }
  }

  private static IOException failed(SdkException e) {
    return new IOException(e.getMessage(), e);
  }

  @Override
  public void close() {
    s3.close();
  }
}
