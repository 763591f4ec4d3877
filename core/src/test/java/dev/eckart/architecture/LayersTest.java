package dev.eckart.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class LayersTest {
    private final JavaClasses core = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.eckart");

    @Test
    void coreDependsOnTheJdkOnly() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideOutsideOfPackages("java..", "dev.eckart..")
                .check(core);
    }

    @Test
    void packagesDependInOneDirection() {
        slices().matching("dev.eckart.(*)..").should().beFreeOfCycles().check(core);
        slices().matching("dev.eckart.spi.(*)..").should().beFreeOfCycles().check(core);
        slices().matching("dev.eckart.compress.(*)..").should().beFreeOfCycles().check(core);
    }

    @Test
    void tensorsDependOnNothing() {
        noClasses()
                .that()
                .resideInAPackage("dev.eckart.tensor")
                .should()
                .dependOnClassesThat()
                .resideOutsideOfPackages("java..", "dev.eckart.tensor")
                .check(core);
    }

    @Test
    void theSpiKnowsTensorsOnly() {
        noClasses()
                .that()
                .resideInAPackage("dev.eckart.spi..")
                .should()
                .dependOnClassesThat()
                .resideOutsideOfPackages("java..", "dev.eckart.tensor", "dev.eckart.spi..")
                .check(core);
    }

    @Test
    void whatThePartsOfTheSpiShareKnowsNoneOfThem() {
        noClasses()
                .that()
                .resideInAPackage("dev.eckart.spi")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.eckart.spi.*..")
                .check(core);
    }

    @Test
    void thePartsOfCompressionDoNotKnowTheCompressor() {
        noClasses()
                .that()
                .resideInAPackage("dev.eckart.compress.*..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.eckart.compress")
                .check(core);
    }

    @Test
    void allocatorsKnowNoMatrix() {
        noClasses()
                .that()
                .resideInAPackage("dev.eckart.compress.allocate")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.eckart.tensor")
                .check(core);
    }
}
