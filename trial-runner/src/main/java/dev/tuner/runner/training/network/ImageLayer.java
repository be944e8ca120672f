package dev.tuner.runner.training.network;

/** Layers that need images. */
public sealed interface ImageLayer extends Layer {

  /**
   * A two-dimensional convolution, padded so that stride 1 keeps height and width. Weights are
   * filters × (channels / groups) × kernel × kernel.
   *
   * @param groups the channels are divided into so many independent convolutions (ResNeXt)
   * @param bias false where a normalisation follows, which would take it out again
   */
  record Convolution(String name, int filters, int kernel, int stride, int groups, boolean bias)
      implements ImageLayer {
    @Override
    public Shape output(Shape input) {
      var image = ImageLayer.of(input, this);
      if (image.channels() % groups != 0 || filters % groups != 0) {
        throw new IllegalArgumentException(
            "%d channels and %d filters do not divide into %d groups"
                .formatted(image.channels(), filters, groups));
      }
      return new Shape.Image(
          filters, (image.height() + stride - 1) / stride, (image.width() + stride - 1) / stride);
    }

    @Override
    public void declare(Shape input, Declarations declarations) {
      int channels = ImageLayer.of(input, this).channels() / groups;
      int fanIn = channels * kernel * kernel;
      declarations.weights(name + ".weight", fanIn, filters, channels, kernel, kernel);
      if (bias) {
        declarations.constants(name + ".bias", 0, filters);
      }
    }

    /** The weights of one group, with a zero wherever a filter does not see a channel. */
    public float[] overAllChannels(float[] own) {
      var whole = new float[own.length * groups];
      int seen = own.length / filters;
      for (int filter = 0; filter < filters; filter++) {
        System.arraycopy(own, filter * seen, whole, start(filter, seen), seen);
      }
      return whole;
    }

    /**
     * Where a filter's own weights begin among those over all channels.
     *
     * @param seen how many of its own it has
     */
    public int start(int filter, int seen) {
      int group = filter / (filters / groups);
      return (filter * groups + group) * seen;
    }
  }

  /** The largest of each size × size square; rows and columns left over are dropped. */
  record MaxPool(int size) implements ImageLayer {
    @Override
    public Shape output(Shape input) {
      var image = ImageLayer.of(input, this);
      if (image.height() < size || image.width() < size) {
        throw new IllegalArgumentException(
            "an image of %d×%d cannot be pooled by %d; use fewer layers or larger images"
                .formatted(image.height(), image.width(), size));
      }
      return new Shape.Image(image.channels(), image.height() / size, image.width() / size);
    }
  }

  /**
   * The shape as that of an image.
   *
   * @throws IllegalArgumentException if it is another one
   */
  static Shape.Image of(Shape shape, Layer layer) {
    if (shape instanceof Shape.Image image) {
      return image;
    }
    throw new IllegalArgumentException("%s needs images, not %s".formatted(layer, shape));
  }
}
