package dev.eckart.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.eckart.spi.compress.RankAllocator;
import dev.eckart.spi.layer.Parameter;
import dev.eckart.spi.train.Optimizer;
import dev.eckart.spi.train.OptimizerProvider;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryTest {
    @TempDir
    private Path services;

    @Test
    void findsTheBuiltInPlugins() {
        Registry<OptimizerProvider> registry = load();
        assertEquals(
                Set.of("adam", "sgd", "momentum", "nesterov"), registry.all().keySet());
        assertEquals("sgd", registry.get("sgd").name());
        assertTrue(registry.failures().isEmpty());
    }

    @Test
    void anUnknownNameIsAnsweredWithTheNearestAndWithWhatThereIs() {
        String message = assertThrows(PluginException.class, () -> load().get("momentun"))
                .getMessage();
        assertTrue(message.contains("no OptimizerProvider is named 'momentun'"), message);
        assertTrue(message.contains("did you mean 'momentum'?"), message);
        assertTrue(message.contains("[adam, momentum, nesterov, sgd]"), message);
    }

    @Test
    void nothingFoundAsksAboutTheClassPath() {
        Registry<RankAllocator> none = Registry.load(RankAllocator.class, new URLClassLoader(new URL[0], null));
        String message =
                assertThrows(PluginException.class, () -> none.get("divisor")).getMessage();
        assertTrue(message.contains("found []; is its jar on the class path"), message);
    }

    @Test
    void twoOfOneNameAreAnErrorThatNamesBoth() throws IOException {
        register(SecondSgd.class.getName());
        String message = assertThrows(PluginException.class, this::load).getMessage();
        assertTrue(message.contains("two OptimizerProviders are named 'sgd'"), message);
        assertTrue(message.contains(SecondSgd.class.getName() + " in file:"), message);
        assertTrue(message.contains("dev.eckart.train.Sgd in file:"), message);
    }

    @Test
    void aPluginThatCannotLoadIsRememberedAndTheOthersWork() throws IOException {
        register(Broken.class.getName() + "\nno.such.Plugin\n" + Fine.class.getName());
        Registry<OptimizerProvider> registry = load();
        assertEquals("fine", registry.get("fine").name());
        assertEquals(2, registry.failures().size());
        assertTrue(registry.failures().get(0).contains("no native library here"), registry.failures()::toString);
        assertTrue(registry.failures().get(1).contains("no.such.Plugin not found"), registry.failures()::toString);
        String message = assertThrows(PluginException.class, () -> registry.get("broken"))
                .getMessage();
        assertTrue(message.contains("could not load"), message);
    }

    @Test
    void oneClassInTwoPlacesIsAnErrorThatNamesBoth() throws IOException {
        register(dev.eckart.train.Sgd.class.getName());
        String message = assertThrows(PluginException.class, this::load).getMessage();
        assertTrue(message.contains("dev.eckart.train.Sgd is in two places: file:"), message);
        assertTrue(message.contains(services.getFileName().toString()), message);
    }

    @Test
    void aPluginThatCannotSayItsNameDoesNotStopTheOthers() throws IOException {
        register(Nameless.class.getName() + "\n" + Fine.class.getName());
        Registry<OptimizerProvider> registry = load();
        assertEquals("fine", registry.get("fine").name());
        assertTrue(registry.failures().get(0).contains("has no name"), registry.failures()::toString);
    }

    @Test
    void aNameThatNobodyCanTypeIsRefused() throws IOException {
        register(Shouting.class.getName());
        String message = assertThrows(PluginException.class, this::load).getMessage();
        assertTrue(message.contains("is named 'LOUD'"), message);
    }

    private Registry<OptimizerProvider> load() {
        return Registry.load(
                OptimizerProvider.class,
                new URLClassLoader(new URL[] {url()}, getClass().getClassLoader()));
    }

    private URL url() {
        try {
            return services.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void register(String classes) throws IOException {
        Path file = services.resolve("META-INF/services/" + OptimizerProvider.class.getName());
        Files.createDirectories(file.getParent());
        Files.writeString(file, classes);
    }

    /** An optimiser that does nothing, under a name of choice. */
    private interface Idle extends OptimizerProvider {
        @Override
        default Optimizer create(List<Parameter> parameters) {
            return rate -> {};
        }
    }

    /** Takes a built-in's name. */
    public static final class SecondSgd implements Idle {
        @Override
        public String name() {
            return "sgd";
        }
    }

    /** Works. */
    public static final class Fine implements Idle {
        @Override
        public String name() {
            return "fine";
        }
    }

    /** Breaks the rule for names. */
    public static final class Shouting implements Idle {
        @Override
        public String name() {
            return "LOUD";
        }
    }

    /** Fails when asked for its name. */
    public static final class Nameless implements Idle {
        @Override
        public String name() {
            throw new IllegalStateException("forgotten");
        }
    }

    /** Cannot be instantiated. */
    public static final class Broken implements Idle {
        /** Fails as a missing native library does. */
        public Broken() {
            throw new UnsatisfiedLinkError("no native library here");
        }

        @Override
        public String name() {
            return "broken";
        }
    }
}
