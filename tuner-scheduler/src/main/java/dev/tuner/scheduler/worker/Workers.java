package dev.tuner.scheduler.worker;

import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;

/** All registered workers. */
public interface Workers extends JpaRepository<Worker, UUID> {

  Optional<Worker> findByNameAndIncarnation(String name, String incarnation);

  /** The worker, or {@link WorkerNotFoundException}. */
  default Worker get(UUID id) {
    return findById(id).orElseThrow(() -> new WorkerNotFoundException(id));
  }
}
