package dev.tuner.scheduler.checkpoint;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/**
 * One upload to a bucket, with one part of it in memory. Closed before it has succeeded, it leaves
 * nothing behind.
 */
final class S3Upload implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(S3Upload.class);
  private static final String BYTES = "application/octet-stream";

  private final S3Client s3;
  private final String bucket;
  private final String key;
  private final byte[] part;
  private final List<CompletedPart> sent = new ArrayList<>();
  private String uploadId;

  S3Upload(S3Client s3, S3Properties properties, String key) {
    this.s3 = s3;
    this.bucket = properties.bucket();
    this.key = key;
    this.part = new byte[(int) properties.partSize().toBytes()];
  }

  /** Sends everything until the stream ends. */
  void send(InputStream bytes) throws IOException {
    int length = bytes.readNBytes(part, 0, part.length);
    if (length < part.length) {
      sendWhole(length);
      return;
    }
    uploadId =
        s3.createMultipartUpload(create -> create.bucket(bucket).key(key).contentType(BYTES))
            .uploadId();
    while (length > 0) {
      sendPart(length);
      length = bytes.readNBytes(part, 0, part.length);
    }
    s3.completeMultipartUpload(
        complete ->
            complete
                .bucket(bucket)
                .key(key)
                .uploadId(uploadId)
                .multipartUpload(all -> all.parts(sent)));
    uploadId = null;
  }

  private void sendWhole(int length) {
    s3.putObject(
        put -> put.bucket(bucket).key(key).contentType(BYTES).contentMD5(md5(length)),
        body(length));
  }

  private void sendPart(int length) {
    int number = sent.size() + 1;
    var reply =
        s3.uploadPart(
            upload ->
                upload
                    .bucket(bucket)
                    .key(key)
                    .uploadId(uploadId)
                    .partNumber(number)
                    .contentMD5(md5(length)),
            body(length));
    sent.add(CompletedPart.builder().partNumber(number).eTag(reply.eTag()).build());
  }

  /** The part as a body that can be sent again, without a copy. */
  private RequestBody body(int length) {
    return RequestBody.fromContentProvider(
        () -> new ByteArrayInputStream(part, 0, length), length, BYTES);
  }

  private String md5(int length) {
    try {
      var digest = MessageDigest.getInstance("MD5");
      digest.update(part, 0, length);
      return Base64.getEncoder().encodeToString(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has MD5", e);
    }
  }

  @Override
  public void close() {
    if (uploadId == null) {
      return;
    }
    try {
      s3.abortMultipartUpload(abort -> abort.bucket(bucket).key(key).uploadId(uploadId));
    } catch (SdkException e) {
      LOG.warn("the parts of {} stay until the next sweep: {}", key, e.toString());
    }
  }
}
