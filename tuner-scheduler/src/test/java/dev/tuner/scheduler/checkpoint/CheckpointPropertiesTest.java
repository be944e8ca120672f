package dev.tuner.scheduler.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

class CheckpointPropertiesTest {

  @Test
  void defaults() {
    var properties = bind(Map.of());
    assertThat(properties.directory()).isEqualTo(Path.of("/d"));
    assertThat(properties.s3()).isNull();
    assertThat(properties.maxBytes()).isEqualTo(16L << 30);
    assertThat(properties.keepResumable()).isEqualTo(Duration.ofDays(7));
    assertThat(properties.unfinishedAfter()).isEqualTo(Duration.ofHours(6));

    var s3 = bind(Map.of("s3.bucket", "models")).s3();
    assertThat(s3.prefix()).isEmpty();
    assertThat(s3.usesPathStyle()).isFalse();
    assertThat(s3.partSize()).isEqualTo(DataSize.ofMegabytes(8));
    assertThat(s3.uploadsAtOnce()).isEqualTo(16);
  }

  @Test
  void anEndpointIsAddressedByPathAndTheSecretIsNotShown() {
    var s3 =
        bind(Map.of(
                "s3.bucket", "models",
                "s3.endpoint", "http://minio:9000",
                "s3.access-key", "key",
                "s3.secret-key", "hidden"))
            .s3();
    assertThat(s3.usesPathStyle()).isTrue();
    assertThat(s3.toString())
        .contains("s3://models/ at http://minio:9000")
        .doesNotContain("hidden");
  }

  @ParameterizedTest
  @CsvSource({
    "max-bytes, 0, tuner.checkpoints.max-bytes must be >= 1 but was 0",
    "keep-resumable, -1s, tuner.checkpoints.keep-resumable must be >= 0s",
    "unfinished-after, 0s, tuner.checkpoints.unfinished-after must be at least 1s",
    "s3.prefix, a/b, tuner.checkpoints.s3.prefix must end with a slash",
    "s3.bucket, My_Bucket, tuner.checkpoints.s3.bucket must be the name of a bucket",
    "s3.endpoint, minio:9000, tuner.checkpoints.s3.endpoint must be an http or https address",
    "s3.access-key, key, tuner.checkpoints.s3.access-key and secret-key must be set together",
    "s3.part-size, 1MB, tuner.checkpoints.s3.part-size must be from 5MB to 512MB",
    "s3.uploads-at-once, 0, tuner.checkpoints.s3.uploads-at-once must be from 1 to 1000",
    "max-bytes, 99999999999999, tuner.checkpoints.s3.part-size is too small"
  })
  void refusesWhatCannotBe(String name, String value, String message) {
    var values = new HashMap<String, Object>(Map.of("s3.bucket", "models"));
    values.put(name, value);
    assertThatThrownBy(() -> bind(values)).rootCause().hasMessageContaining(message);
  }

  private static CheckpointProperties bind(Map<String, Object> values) {
    var named = new HashMap<String, Object>(Map.of("tuner.checkpoints.directory", "/d"));
    values.forEach((name, value) -> named.put("tuner.checkpoints." + name, value));
    return new Binder(new MapConfigurationPropertySource(named))
        .bind("tuner.checkpoints", CheckpointProperties.class)
        .get();
  }
}
