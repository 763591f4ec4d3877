package dev.eckart.app.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.eckart.app.frontier.FrontierReport;
import dev.eckart.app.modeljob.report.CompressionReport;
import dev.eckart.app.modeljob.report.DifferenceReport;
import dev.eckart.app.modeljob.report.EvaluationReport;
import dev.eckart.app.modeljob.report.InspectionReport;
import dev.eckart.app.report.RunReport;
import dev.eckart.app.step.StepReport;
import dev.eckart.app.verify.VerifyReport;
import java.lang.reflect.Executable;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A caller compiles against Eckart and the JDK, and can name and read whatever is returned. */
class SignaturesTest {
    @ParameterizedTest
    @ValueSource(classes = {Eckart.class, Session.class, Factorised.class, Model.class, OnnxFiles.class})
    void noTypeOfALibraryStandsInASignature(Class<?> type) {
        List<Type> named = Stream.<Executable>concat(
                        Arrays.stream(type.getDeclaredMethods()), Arrays.stream(type.getDeclaredConstructors()))
                .filter(member -> Modifier.isPublic(member.getModifiers()))
                .flatMap(SignaturesTest::types)
                .toList();
        assertTrue(named.size() > 2, named::toString);
        List<Type> others = named.stream()
                .flatMap(SignaturesTest::classes)
                .filter(one -> !one.isPrimitive() && !one.getName().matches("(java|dev\\.eckart)\\..*"))
                .map(Type.class::cast)
                .toList();
        assertEquals(List.of(), others);
        assertEquals(
                List.of(),
                named.stream()
                        .flatMap(SignaturesTest::classes)
                        .filter(SignaturesTest::hidden)
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                RunReport.class,
                FrontierReport.class,
                VerifyReport.class,
                StepReport.class,
                CompressionReport.class,
                EvaluationReport.class,
                DifferenceReport.class,
                InspectionReport.class
            })
    void allOfAReportCanBeRead(Class<?> report) {
        Set<Class<?>> seen = new HashSet<>();
        collect(report, seen);
        assertEquals(List.of(), seen.stream().filter(SignaturesTest::hidden).toList());
        assertTrue(
                seen.stream().allMatch(one -> one.isPrimitive() || one.getName().matches("(java|dev\\.eckart)\\..*")),
                seen::toString);
    }

    @Test
    void whatIsHiddenIsFound() {
        assertTrue(hidden(CallOptions.class));
        assertEquals(
                List.of(List.class, CallOptions.class),
                classes(Fixture.class.getDeclaredFields()[0].getGenericType()).toList());
    }

    private static final class Fixture {
        private final List<? extends CallOptions> asked = List.of();
    }

    private static void collect(Type type, Set<Class<?>> seen) {
        classes(type).filter(seen::add).filter(Class::isRecord).forEach(record -> {
            for (RecordComponent component : record.getRecordComponents()) {
                collect(component.getGenericType(), seen);
            }
        });
    }

    private static boolean hidden(Class<?> type) {
        return !Modifier.isPublic(type.getModifiers())
                || type.getEnclosingClass() != null && hidden(type.getEnclosingClass());
    }

    private static Stream<Type> types(Executable member) {
        Stream<Type> result =
                member instanceof Method method ? Stream.of(method.getGenericReturnType()) : Stream.empty();
        return Stream.of(
                        result,
                        Arrays.stream(member.getGenericParameterTypes()),
                        Arrays.stream(member.getGenericExceptionTypes()))
                .flatMap(types -> types);
    }

    private static Stream<Class<?>> classes(Type type) {
        if (type instanceof Class<?> one) {
            return one.isArray() ? classes(one.getComponentType()) : Stream.of(one);
        } else if (type instanceof ParameterizedType of) {
            return Stream.concat(
                    classes(of.getRawType()),
                    Arrays.stream(of.getActualTypeArguments()).flatMap(SignaturesTest::classes));
        } else if (type instanceof GenericArrayType array) {
            return classes(array.getGenericComponentType());
        } else if (type instanceof WildcardType wildcard) {
            return Stream.concat(Arrays.stream(wildcard.getUpperBounds()), Arrays.stream(wildcard.getLowerBounds()))
                    .flatMap(SignaturesTest::classes)
                    .filter(one -> one != Object.class);
        }
        return Arrays.stream(((TypeVariable<?>) type).getBounds()).flatMap(SignaturesTest::classes);
    }
}
