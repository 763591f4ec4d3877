package dev.eckart.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.eckart.spi.Stability;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Each package of the SPI says how stable it is, and the build holds it to that. */
class StabilityTest {
    private final JavaClasses spi = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.eckart.spi..");

    @Test
    void eachPackageSaysHowStableItIs() {
        Set<String> all = new TreeSet<>();
        spi.forEach(type -> all.add(type.getPackageName()));
        Set<String> said = new TreeSet<>(marked(Stability.Level.STABLE));
        said.addAll(marked(Stability.Level.EXPERIMENTAL));
        assertEquals(all, said);
    }

    /** What is compared with the last release is the SPI but for what may change. */
    @Test
    void theBuildComparesWhatIsStable() throws IOException {
        String build = Files.readString(Path.of("pom.xml"));
        Set<String> left = Pattern.compile("<exclude>(dev\\.eckart\\.spi\\..*)</exclude>")
                .matcher(build)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(marked(Stability.Level.EXPERIMENTAL), left);
    }

    @Test
    void whatIsStableDoesNotShowWhatMayChange() {
        noClasses()
                .that(areMarked(Stability.Level.STABLE))
                .should()
                .dependOnClassesThat(areMarked(Stability.Level.EXPERIMENTAL))
                .check(spi);
    }

    private Set<String> marked(Stability.Level level) {
        return spi.stream()
                .map(JavaClass::getPackage)
                .filter(room -> is(room, level))
                .map(JavaPackage::getName)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private DescribedPredicate<JavaClass> areMarked(Stability.Level level) {
        return DescribedPredicate.describe("are " + level, type -> is(type.getPackage(), level));
    }

    private static boolean is(JavaPackage room, Stability.Level level) {
        return room.tryGetAnnotationOfType(Stability.class)
                .map(mark -> mark.value() == level)
                .orElse(false);
    }
}
