package dev.tuner.search.definition;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteSizeTest {

  @ParameterizedTest
  @CsvSource({
    "16GB, 16000000000",
    "16 gb, 16000000000",
    "1.5GB, 1500000000",
    "16GiB, 17179869184",
    "512MiB, 536870912",
    "7kB, 7000",
    "9B, 9"
  })
  void readsAmounts(String text, long bytes) {
    assertThat(ByteSize.parse(text)).contains(bytes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"16", "GB", "16 gigs", "-1GB", "1e9B", "999999999999999TB", ""})
  void readsNothingElse(String text) {
    assertThat(ByteSize.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 1000, 1 << 20, 16_000_000_000L, 17_179_869_184L, 17_179_869_185L})
  void writesExactlyWhatItReads(long bytes) {
    assertThat(ByteSize.parse(ByteSize.exact(bytes))).contains(bytes);
  }

  @Test
  void neverTellsPeopleOfMoreThanThereIs() {
    assertThat(ByteSize.inWords(11_811_160_064L)).isEqualTo("11.8 GB");
    assertThat(ByteSize.inWords(15_999_999_999L)).isEqualTo("15.9 GB");
    assertThat(ByteSize.inWords(24_000_000_000L)).isEqualTo("24 GB");
    assertThat(ByteSize.inWords(999)).isEqualTo("999 B");
  }
}
