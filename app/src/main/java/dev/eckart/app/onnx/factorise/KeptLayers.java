package dev.eckart.app.onnx.factorise;

import dev.eckart.app.onnx.form.MatrixFile;
import dev.eckart.app.onnx.form.Offers;
import dev.eckart.registry.Registry;
import dev.eckart.spi.backend.Backend;
import dev.eckart.spi.compress.Decomposer;
import dev.eckart.spi.compress.MatrixStore;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Layers that were factorised in this process: of those it has, factors are made without factorising them once more. */
final class KeptLayers {
    private final Registry<Decomposer> decomposers;
    /** Half of what was free of the disk is left for others. A layer for which there is less is forgotten. */
    private final long leastRoom = room() / 2;

    private final MatrixFile file = new MatrixFile();
    private final Map<String, Factorised> known = new ConcurrentHashMap<>();

    KeptLayers(ClassLoader plugins) {
        this.decomposers = Registry.load(Decomposer.class, plugins);
    }

    /**
     * A layer that was factorised.
     *
     * @param backend what factors are made with; one thread at a time may use it
     * @param offers what the layer can be replaced by
     */
    record Factorised(Backend backend, Offers offers) {
        static Factorised of(Factoriser.Work work, Backend backend, MatrixStore store) {
            synchronized (backend) {
                return new Factorised(backend, work.offers(backend, store));
            }
        }

        <T> T with(Function<Offers, T> use) {
            synchronized (backend) {
                return use.apply(offers);
            }
        }
    }

    Registry<Decomposer> decomposers() {
        return decomposers;
    }

    /** A layer by its name among those of a job. */
    Factorised get(String layer, Function<MatrixStore, Factorised> make) {
        return Optional.ofNullable(known.get(layer)).orElseGet(() -> {
            boolean kept = room() > leastRoom;
            Factorised fresh = make.apply(kept ? file : MatrixStore.MEMORY);
            if (kept) {
                known.put(layer, fresh);
            }
            return fresh;
        });
    }

    private static long room() {
        return Path.of(System.getProperty("java.io.tmpdir")).toFile().getUsableSpace();
    }
}
