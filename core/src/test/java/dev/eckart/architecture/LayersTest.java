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
                .resideInAPackage("dev.eckart.spi")
                .should()
                .dependOnClassesThat()
                .resideOutsideOfPackages("java..", "dev.eckart.tensor", "dev.eckart.spi")
                .check(core);
    }
}
