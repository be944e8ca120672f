package dev.tuner.runner.data;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** Items of floats that lie in memory, such as the rows of a table. */
final class FloatItems implements Items {

  private final ItemFormat format;
  private final float[][] items;

  FloatItems(List<Integer> shape, float[][] items) {
    this.format = new ItemFormat(ItemFormat.Type.FLOAT, shape);
    this.items = items;
  }

  @Override
  public ItemFormat format() {
    return format;
  }

  @Override
  public int count() {
    return items.length;
  }

  @Override
  public byte[] read(int index) {
    var bytes = ByteBuffer.allocate(format.bytes()).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(items[index]);
    return bytes.array();
  }

  @Override
  public void values(int index, float[] to, int offset) {
    System.arraycopy(items[index], 0, to, offset, items[index].length);
  }

  @Override
  public String identity() {
    var digest = new Digest().add(format.toString());
    for (int i = 0; i < items.length; i++) {
      digest.add(read(i));
    }
    return digest.text();
  }

  @Override
  public boolean isInMemory() {
    return true;
  }
}
