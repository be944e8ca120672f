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

  /** A definition, which never changes: a study that is changed gets another one. */
  private record Key(UUID study, long sequence) {}

  private final Cache<Key, StudyDefinition> definitions =
      Caffeine.newBuilder().maximumSize(KEPT).build();

  /** The definition in force. */
  public StudyDefinition of(Study study) {
    return definitions.get(
        new Key(study.id(), study.log().definitionSequence()),
        key -> StudyDefinitionReader.read(study.definition(), () -> 0));
  }
}
