package dev.tuner.scheduler.checkpoint;

import java.net.URI;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * A bucket of an S3-compatible storage.
 *
 * @param bucket its name; it must exist
 * @param prefix in front of every key; empty, or ending with a slash
 * @param endpoint the storage's address, such as {@code https://minio.example:9000}; null: Amazon's
 * @param region default: with an endpoint {@code us-east-1}, otherwise what the AWS environment
 *     says
 * @param accessKey with {@code secretKey}; null: what the AWS environment says (variables, profile,
 *     instance role)
 * @param pathStyle whether the bucket stands in the path of an address instead of its host name;
 *     default: with an endpoint
 * @param partSize how much of an upload is held in memory and sent at a time, 5 MB to 512 MB
 * @param uploadsAtOnce how many uploads may hold a part in memory; others wait. 1 to 1000
 */
public record S3Properties(
    String bucket,
    @DefaultValue("") String prefix,
    URI endpoint,
    String region,
    String accessKey,
    String secretKey,
    Boolean pathStyle,
    @DefaultValue("8MB") DataSize partSize,
    @DefaultValue("16") int uploadsAtOnce) {

  private static final long MOST_PARTS = 10_000;
  private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");

  public S3Properties {
    require(
        bucket != null && BUCKET.matcher(bucket).matches(),
        "bucket must be the name of a bucket (3 to 63 of a-z, 0-9, dot, hyphen) but was " + bucket);
    require(
        prefix.isEmpty() || (prefix.endsWith("/") && !prefix.startsWith("/")),
        "prefix must end with a slash and not start with one but was " + prefix);
    require(
        endpoint == null || (isHttp(endpoint) && endpoint.getHost() != null),
        "endpoint must be an http or https address but was " + endpoint);
    require(
        (accessKey == null) == (secretKey == null),
        "access-key and secret-key must be set together");
    require(
        partSize.toMegabytes() >= 5 && partSize.toMegabytes() <= 512,
        "part-size must be from 5MB to 512MB but was " + partSize);
    require(
        uploadsAtOnce >= 1 && uploadsAtOnce <= 1000,
        "uploads-at-once must be from 1 to 1000 but was " + uploadsAtOnce);
  }

  /** The largest object that can be uploaded in parts, in bytes. */
  long largest() {
    return MOST_PARTS * partSize.toBytes();
  }

  boolean usesPathStyle() {
    return pathStyle == null ? endpoint != null : pathStyle;
  }

  @Override
  public String toString() { // without the secret
    return "s3://%s/%s at %s".formatted(bucket, prefix, endpoint == null ? "AWS" : endpoint);
  }

  private static boolean isHttp(URI address) {
    return "http".equals(address.getScheme()) || "https".equals(address.getScheme());
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException("tuner.checkpoints.s3." + otherwise);
    }
  }
}
