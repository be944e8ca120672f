# syntax=docker/dockerfile:1
# Two images from one build: --target service and --target trial-runner.

FROM maven:3.9-eclipse-temurin-17 AS build
ARG MAVEN_PROFILES=""
WORKDIR /src
COPY . .
RUN --mount=type=cache,target=/root/.m2 \
    mvn -B -ntp package -DskipTests -Dspotless.check.skip=true ${MAVEN_PROFILES:+-P$MAVEN_PROFILES}

FROM eclipse-temurin:17-jre AS service
RUN apt-get update && apt-get install -y --no-install-recommends curl && rm -rf /var/lib/apt/lists/* \
    && useradd --create-home --uid 1000 tuner && mkdir /data && chown tuner /data
COPY --from=build /src/tuner-api/target/lib /opt/tuner/lib
COPY --from=build /src/tuner-api/target/tuner-api.jar /opt/tuner/tuner-api.jar
USER tuner
VOLUME /data
EXPOSE 8080
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=70", "-jar", "/opt/tuner/tuner-api.jar"]

FROM eclipse-temurin:17-jre AS trial-runner
RUN useradd --create-home --uid 1000 tuner
COPY --from=build /src/trial-runner/target/lib /opt/tuner/lib
COPY --from=build /src/trial-runner/target/trial-runner.jar /opt/tuner/lib/
USER tuner
ENTRYPOINT ["java", "-Xmx256m", "-cp", "/opt/tuner/lib/*", "dev.tuner.runner.TrialRunner"]
