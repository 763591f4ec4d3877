package dev.eckart.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;

class KitTest {
    /** What the kit needs must be in its jar, in core's, or in JUnit Jupiter's with what that brings along. */
    @Test
    void theKitDependsOnCoreAndJupiterOnly() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideOutsideOfPackages(
                        "java..",
                        "org.junit.jupiter.api..",
                        "org.opentest4j..",
                        "dev.eckart.conformance",
                        "dev.eckart.spi..",
                        "dev.eckart.tensor",
                        "dev.eckart.nn",
                        "dev.eckart.train",
                        "dev.eckart.compress..",
                        "dev.eckart.registry")
                .check(new ClassFileImporter().importPackages("dev.eckart.conformance"));
    }
}
