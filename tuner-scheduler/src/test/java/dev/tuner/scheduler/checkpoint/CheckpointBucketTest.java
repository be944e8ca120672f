package dev.tuner.scheduler.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

class CheckpointBucketTest implements CheckpointStorageContract {

  private static S3Server server;
  private static S3Client client;

  @BeforeAll
  static void startServer() {
    server = S3Server.start();
    client = S3Connection.open(server.properties());
  }

  @AfterAll
  static void stopServer() {
    client.close();
    server.close();
  }

  @Override
  public CheckpointStorage storage() {
    return CheckpointBucket.open(server.properties());
  }

  @Override
  public int unfinished() {
    return client
        .listMultipartUploads(list -> list.bucket(server.properties().bucket()))
        .uploads()
        .size();
  }

  @Test
  void abortsUploadsOfDeadInstancesOnceNothingComesAnyMore() throws IOException {
    var bucket = server.properties().bucket();
    var id =
        client
            .createMultipartUpload(create -> create.bucket(bucket).key("some/prefix/t/9"))
            .uploadId();
    client.uploadPart(
        part -> part.bucket(bucket).key("some/prefix/t/9").uploadId(id).partNumber(1),
        RequestBody.fromBytes(new byte[5 << 20]));

    storage().removeUnfinished(Instant.now().minus(Duration.ofHours(1)));
    assertThat(unfinished()).isEqualTo(1);
    storage().removeUnfinished(Instant.now().plus(Duration.ofHours(1)));
    assertThat(unfinished()).isZero();
  }

  @Test
  void leavesObjectsOfOthersAlone() throws IOException {
    client.putObject(
        put -> put.bucket(server.properties().bucket()).key("other/9"), RequestBody.empty());

    assertThat(stored(Instant.now().plus(Duration.ofHours(1))))
        .noneMatch(location -> location.contains("other"));
  }

  @Test
  void saysAtOnceThatThereIsNoSuchBucket() {
    assertThatThrownBy(() -> CheckpointBucket.open(server.properties("nowhere", "secret")))
        .isInstanceOf(CheckpointStorageException.class)
        .hasMessageContaining("s3://nowhere/")
        .hasMessageContaining("no such bucket");
  }

  @Test
  void saysAtOnceThatTheKeysAreWrong() {
    assertThatThrownBy(() -> CheckpointBucket.open(server.properties("tuner-test", "wrong")))
        .isInstanceOf(CheckpointStorageException.class)
        .hasMessageContaining("403");
  }

  @Test
  void aStorageThatIsAwayIsAFailureOfTheCallAndNotOfTheStart() throws IOException {
    var away = S3Server.start();
    var properties = away.properties();
    away.close();

    var bucket = CheckpointBucket.open(properties);

    assertThatThrownBy(() -> bucket.write("t/1", new ByteArrayInputStream(new byte[9])))
        .isInstanceOf(IOException.class);
  }
}
