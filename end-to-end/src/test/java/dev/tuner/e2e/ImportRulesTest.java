package dev.tuner.e2e;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Who may import whom: ARCHITECTURE.md's table, as a test. */
@AnalyzeClasses(packages = "dev.tuner", importOptions = ImportOption.DoNotIncludeTests.class)
class ImportRulesTest {

  private static final String SEARCH = "dev.tuner.search..";
  private static final String WIRE = "dev.tuner.wire..";
  private static final String SCHEDULER = "dev.tuner.scheduler..";
  private static final String API = "dev.tuner.api..";
  private static final String CLIENT = "dev.tuner.client..";
  private static final String RUNNER = "dev.tuner.runner..";

  @ArchTest
  static final ArchRule searchKnowsOnlyTheJdkTheExpressionEngineAndTheLibrariesOfItsMathematics =
      classes()
          .that()
          .resideInAPackage(SEARCH)
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              SEARCH,
              "java..",
              "dev.cel..",
              "com.google.common..",
              "org.apache.commons.statistics..",
              "org.ejml..");

  @ArchTest
  static final ArchRule wireKnowsOnlyTheJdk =
      classes()
          .that()
          .resideInAPackage(WIRE)
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(WIRE, "java..");

  @ArchTest
  static final ArchRule schedulerKnowsNeitherWebNorWire =
      noClasses()
          .that()
          .resideInAPackage(SCHEDULER)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              WIRE, API, CLIENT, RUNNER, "jakarta.servlet..", "org.springframework.web..");

  @ArchTest
  static final ArchRule apiKnowsNeitherQuartzNorEntityManagers =
      noClasses()
          .that()
          .resideInAPackage(API)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.quartz..", "jakarta.persistence..", CLIENT, RUNNER);

  @ArchTest
  static final ArchRule clientKnowsNoServer =
      noClasses()
          .that()
          .resideInAPackage(CLIENT)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(SEARCH, SCHEDULER, API, RUNNER, "org.springframework..");

  @ArchTest
  static final ArchRule runnerKnowsNoServer =
      noClasses()
          .that()
          .resideInAPackage(RUNNER)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(SEARCH, SCHEDULER, API, "org.springframework..");

  @ArchTest
  static final ArchRule quartzLivesInOnePackage =
      onlyIn("dev.tuner.scheduler.jobs..", "org.quartz..");

  @ArchTest
  static final ArchRule micrometerLivesInOnePackage =
      onlyIn("dev.tuner.scheduler.metrics..", "io.micrometer..");

  @ArchTest
  static final ArchRule dl4jLivesInOnePackage =
      noClasses()
          .that()
          .resideInAPackage("dev.tuner..")
          .and()
          .resideOutsideOfPackages("dev.tuner.runner.dl4j..", "dev.tuner.benchmarks.training..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.nd4j..", "org.deeplearning4j..", "onnx..");

  private static ArchRule onlyIn(String home, String... library) {
    return noClasses()
        .that()
        .resideInAPackage("dev.tuner..")
        .and()
        .resideOutsideOfPackage(home)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(library);
  }
}
