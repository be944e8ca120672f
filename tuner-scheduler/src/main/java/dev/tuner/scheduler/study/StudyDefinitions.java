package dev.tuner.scheduler.study;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * The definitions of stored studies. Reading one compiles its expressions, so the last ones used
 * are kept.
 */
@Component
public class StudyDefinitions {

  private static final int KEPT = 1000;

  private final Cache<UUID, StudyDefinition> definitions =
      Caffeine.newBuilder().maximumSize(KEPT).build();

  public StudyDefinition of(Study study) {
    return definitions.get(
        study.id(), id -> StudyDefinitionReader.read(study.definition(), () -> 0));
  }
}
