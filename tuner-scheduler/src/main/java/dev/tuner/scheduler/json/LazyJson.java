package dev.tuner.scheduler.json;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A stored JSON text and its value, each made from the other when somebody asks for it.
 *
 * @param <T> of the value
 */
public final class LazyJson<T> {
  private final Function<String, T> reader;
  // Trials that are remembered are looked at by several threads.
  private volatile @Nullable String text;
  private volatile @Nullable T value;

  private LazyJson(Function<String, T> reader, @Nullable String text, @Nullable T value) {
    this.reader = reader;
    this.text = text;
    this.value = value;
  }

  /** Of a stored text. */
  public static <T> LazyJson<T> stored(String text, Function<String, T> reader) {
    return new LazyJson<>(reader, text, null);
  }

  /** Of a value. */
  public static <T> LazyJson<T> of(T value, Function<String, T> reader) {
    return new LazyJson<>(reader, null, value);
  }

  /** Of a value; the text is made at once, by the thread that calls. */
  public static <T> LazyJson<T> written(T value, Function<String, T> reader) {
    return new LazyJson<>(reader, Json.write(value), value);
  }

  public T value() {
    if (value == null) {
      value = reader.apply(text);
    }
    return value;
  }

  public String text() {
    if (text == null) {
      text = Json.write(value);
    }
    return text;
  }
}
