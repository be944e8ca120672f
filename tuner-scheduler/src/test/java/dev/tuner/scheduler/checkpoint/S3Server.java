package dev.tuner.scheduler.checkpoint;

import java.net.URI;
import org.gaul.s3proxy.AuthenticationType;
import org.gaul.s3proxy.S3Proxy;
import org.jclouds.ContextBuilder;
import org.jclouds.blobstore.BlobStoreContext;
import org.springframework.util.unit.DataSize;

/** A server in this JVM that speaks S3, with one bucket in memory. */
final class S3Server implements AutoCloseable {

  private static final String BUCKET = "tuner-test";

  private final BlobStoreContext store =
      ContextBuilder.newBuilder("transient-nio2")
          .credentials("key", "secret")
          .buildView(BlobStoreContext.class);
  private final S3Proxy proxy;

  private S3Server() throws Exception {
    proxy =
        S3Proxy.builder()
            .blobStore(store.getBlobStore())
            .endpoint(URI.create("http://127.0.0.1:0"))
            .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, "key", "secret")
            .build();
    store.getBlobStore().createContainerInLocation(null, BUCKET);
    proxy.start();
  }

  static S3Server start() {
    try {
      return new S3Server();
    } catch (Exception e) {
      throw new IllegalStateException("no S3 server", e);
    }
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + proxy.getPort());
  }

  S3Properties properties() {
    return properties(BUCKET, "secret");
  }

  S3Properties properties(String bucket, String secret) {
    return new S3Properties(
        bucket, "some/prefix/", endpoint(), null, "key", secret, null, DataSize.ofMegabytes(5), 2);
  }

  @Override
  public void close() {
    try {
      proxy.stop();
      store.close();
    } catch (Exception e) {
      throw new IllegalStateException("the S3 server does not stop", e);
    }
  }
}
