package dev.eckart.app;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final String APP = "dev.eckart.app";
    private static final String API = APP + ".api..";
    private static final String ONNX = APP + ".onnx..";
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            // Generated, large, and of protobuf alone.
            .withImportOption(location -> !location.contains("/onnx/proto/"))
            .importPackages(APP);

    @Test
    void onlyTheWiringKnowsGuice() {
        noClasses()
                .that()
                .resideOutsideOfPackage(APP)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.google.inject..", "com.google.common..")
                .check(CLASSES);
    }

    @Test
    void theApiNeedsNoCommandAndNothingNeedsTheApi() {
        noClasses()
                .that()
                .resideInAPackage(API)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(APP + ".command..", "com..", "picocli..", "jakarta..")
                .check(CLASSES);
        noClasses()
                .that()
                .resideOutsideOfPackage(API)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(API)
                .check(CLASSES);
    }

    @Test
    void onlyTheWiringAndTheCommandsKnowTheCommandLine() {
        noClasses()
                .that()
                .resideOutsideOfPackages(APP, APP + ".command..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("picocli..")
                .check(CLASSES);
    }

    @Test
    void onlyTheConfigurationKnowsItsFormat() {
        noClasses()
                .that()
                .resideOutsideOfPackage(APP + ".config.source")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.typesafe..")
                .check(CLASSES);
    }

    @Test
    void dataStandOnCoreAlone() {
        noClasses()
                .that()
                .resideInAPackage(APP + ".data..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com..", "picocli..", "jakarta..", APP + ".c*..", APP + ".p*..")
                .check(CLASSES);
    }

    @Test
    void onnxModelsStandOnCoreAndTheirFormatAlone() {
        noClasses()
                .that()
                .resideInAPackage(ONNX)
                .should()
                .dependOnClassesThat(resideInAPackage(APP + "..").and(not(resideInAPackage(ONNX))))
                .orShould()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "com.google.inject..", "picocli..", "jakarta..", "com.typesafe..", "com.fasterxml..")
                .check(CLASSES);
    }

    @Test
    void onlyOnnxModelsKnowTheFormatsMessages() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ONNX)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.google.protobuf..", APP + ".onnx.proto..")
                .check(CLASSES);
    }

    /** Who looks for layers and who counts what they multiply; all others know a layer by what it answers. */
    @Test
    void kindsOfLayersAreKnownWhereLayersAreFoundAndCounted() {
        noClasses()
                .that()
                .resideOutsideOfPackages(APP + ".onnx.kind", APP + ".onnx.unit", APP + ".onnx.measure")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(APP + ".onnx.kind")
                .check(CLASSES);
    }

    @Test
    void onlyOnePackageKnowsOnnxRuntime() {
        noClasses()
                .that()
                .resideOutsideOfPackage(APP + ".onnx.runtime")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("ai.onnxruntime..")
                .check(CLASSES);
    }

    @Test
    void nothingKnowsABackendByItsClasses() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.nd4j..", "org.ejml..", "org.apache.commons..", "dev.eckart.backend..")
                .check(CLASSES);
    }

    /** The clock on the wall is set, and what was counted by it is less than nothing then. */
    @Test
    void onlyABeginningIsTakenFromTheClockOnTheWall() {
        noClasses()
                .that()
                .doNotHaveSimpleName("Beginning")
                .should()
                .callMethod(Instant.class, "now")
                .check(CLASSES);
    }

    @Test
    void chartsStandOnTheJdkAlone() {
        noClasses()
                .that()
                .resideInAPackage(APP + ".chart..")
                .should()
                .dependOnClassesThat()
                .resideOutsideOfPackages("java..", APP + ".chart..")
                .check(CLASSES);
    }

    @Test
    void onlyThePagesKnowTemplatesAndPictures() {
        noClasses()
                .that()
                .resideOutsideOfPackage(APP + ".html..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("gg.jte..", "com.github.weisj..", "java.awt..", "javax.imageio..")
                .check(CLASSES);
    }

    @Test
    void pagesKnowWhatWasFoundAndNotHow() {
        noClasses()
                .that()
                .resideInAPackage(APP + ".html..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        APP + ".pipeline..",
                        APP + ".plugin..",
                        APP + ".frontier..",
                        APP + ".verify..",
                        APP + ".command..")
                .check(CLASSES);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("dev.eckart.app.(*)..").should().beFreeOfCycles().check(CLASSES);
        slices().matching("dev.eckart.app.onnx.(*)..").should().beFreeOfCycles().check(CLASSES);
        slices().matching("dev.eckart.app.(**)").should().beFreeOfCycles().check(CLASSES);
    }
}
