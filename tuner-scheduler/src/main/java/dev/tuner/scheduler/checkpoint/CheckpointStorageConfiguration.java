package dev.tuner.scheduler.checkpoint;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Chooses where checkpoints are kept: in a bucket if one is named, otherwise in the folder. */
@Configuration(proxyBeanMethods = false)
class CheckpointStorageConfiguration {

  @Bean
  CheckpointStorage checkpointStorage(CheckpointProperties properties) {
    return properties.s3() == null
        ? new CheckpointDirectory(properties.directory())
        : CheckpointBucket.open(properties.s3());
  }
}
