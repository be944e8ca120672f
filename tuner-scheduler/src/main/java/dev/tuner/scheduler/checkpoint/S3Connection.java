package dev.tuner.scheduler.checkpoint;

import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** Makes the client of a bucket. */
final class S3Connection {

  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration SILENCE = Duration.ofSeconds(60);

  private S3Connection() {}

  static S3Client open(S3Properties properties) {
    var builder =
        S3Client.builder()
            .credentialsProvider(credentials(properties))
            .forcePathStyle(properties.usesPathStyle())
            // Not every compatible storage knows the newer checksums; each part is sent with its
            // MD5 instead.
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
            .overrideConfiguration(override -> override.retryStrategy(RetryMode.STANDARD))
            .httpClient(
                UrlConnectionHttpClient.builder()
                    .connectionTimeout(CONNECT)
                    .socketTimeout(SILENCE)
                    .build());
    if (properties.endpoint() != null) {
      builder.endpointOverride(properties.endpoint()).region(Region.US_EAST_1);
    }
    if (properties.region() != null) {
      builder.region(Region.of(properties.region()));
    }
    try {
      return builder.build();
    } catch (SdkClientException e) {
      throw new CheckpointStorageException(
          "Checkpoints cannot be kept in %s: %s".formatted(properties, e.getMessage()),
          "Set tuner.checkpoints.s3.region, or tuner.checkpoints.s3.endpoint of another storage than Amazon's",
          e);
    }
  }

  private static AwsCredentialsProvider credentials(S3Properties properties) {
    return properties.accessKey() == null
        ? DefaultCredentialsProvider.builder().build()
        : StaticCredentialsProvider.create(
            AwsBasicCredentials.create(properties.accessKey(), properties.secretKey()));
  }
}
