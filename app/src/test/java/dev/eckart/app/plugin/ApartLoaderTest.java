package dev.eckart.app.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.eckart.engine.Wire;
import dev.eckart.spi.engine.EngineProvider;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an engine and Eckart have in common, and what they must not. */
class ApartLoaderTest {
    private final ClassLoader eckart = EngineProvider.class.getClassLoader();
    private final ApartLoader apart = new ApartLoader(List.of(), eckart);

    @Test
    void bothMeanTheSameByATask() throws ClassNotFoundException {
        assertSame(EngineProvider.class, apart.loadClass(EngineProvider.class.getName()));
        assertSame(Wire.class, apart.loadClass(Wire.class.getName()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "com.google.common.collect.ImmutableList",
                "com.fasterxml.jackson.databind.ObjectMapper",
                "com.google.protobuf.Message",
                "dev.eckart.app.Main"
            })
    void anEnginesLibrariesAreNotOurs(String name) throws ClassNotFoundException {
        eckart.loadClass(name);
        assertThrows(ClassNotFoundException.class, () -> apart.loadClass(name));
    }

    @Test
    void ourServicesAreNotAnEngines() throws IOException {
        assertEquals(
                List.of(), Collections.list(apart.getResources("META-INF/services/" + EngineProvider.class.getName())));
    }
}
