package dev.eckart.app.command.option;

import dev.eckart.app.config.PrecisionChoice;
import dev.eckart.app.config.Settings;
import dev.eckart.app.config.source.Presets;
import dev.eckart.app.data.locate.DatasetInventory;
import dev.eckart.app.data.locate.DatasetLocator;
import dev.eckart.app.modeljob.CompressionPreset;
import dev.eckart.app.modeljob.input.Layout;
import dev.eckart.app.modeljob.input.PixelScale;
import dev.eckart.app.onnx.embedding.Pooling;
import dev.eckart.app.onnx.tune.Trainables;
import dev.eckart.registry.Registry;
import dev.eckart.spi.Named;
import dev.eckart.spi.backend.BackendProvider;
import dev.eckart.spi.compress.Decomposer;
import dev.eckart.spi.compress.RankAllocator;
import dev.eckart.spi.train.OptimizerProvider;
import dev.eckart.spi.train.Schedule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;

/** What options can be given, for a shell to complete. Every command has it; nothing is looked up until it is asked for. */
public final class Candidates {
    private Candidates() {}

    private static List<String> plugins(Class<? extends Named> kind) {
        return List.copyOf(
                Registry.load(kind, Candidates.class.getClassLoader()).all().keySet());
    }

    /** Names of presets. */
    static final class PresetNames implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Presets.names().iterator();
        }
    }

    /** Names of backends, and the word for any of them. */
    public static final class Backends implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            List<String> names = new ArrayList<>(plugins(BackendProvider.class));
            names.add(Settings.AUTO);
            return names.iterator();
        }
    }

    /** Names of backends, and the word for all of them. */
    public static final class SeveralBackends implements Iterable<String> {
        /** What stands for every backend that can work. */
        public static final String ALL = "all";

        @Override
        public Iterator<String> iterator() {
            List<String> names = new ArrayList<>(plugins(BackendProvider.class));
            names.add(ALL);
            return names.iterator();
        }
    }

    /** Names of decomposers. */
    public static final class Decomposers implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return plugins(Decomposer.class).iterator();
        }
    }

    /** Names of allocators. */
    public static final class Allocators implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return plugins(RankAllocator.class).iterator();
        }
    }

    /** Names of optimisers. */
    static final class Optimizers implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return plugins(OptimizerProvider.class).iterator();
        }
    }

    /** Names of schedules. */
    static final class Schedules implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return plugins(Schedule.class).iterator();
        }
    }

    /** Presets of compression. */
    public static final class CompressionPresets implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return CompressionPreset.words().iterator();
        }
    }

    /** Kinds of tensors that can be trained. */
    static final class Kinds implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Arrays.stream(Trainables.Kind.values())
                    .map(Trainables.Kind::word)
                    .iterator();
        }
    }

    /** Precisions, and the word for the backend's best. */
    static final class Precisions implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Arrays.stream(PrecisionChoice.values())
                    .map(choice -> choice.name().toLowerCase(Locale.ROOT))
                    .iterator();
        }
    }

    /** Names of data sets. */
    static final class Datasets implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return DatasetLocator.names().iterator();
        }
    }

    /** Names of data sets that can be downloaded. */
    public static final class Downloadable implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return DatasetInventory.downloadable().iterator();
        }
    }

    /** Names of scales of pixels. */
    static final class Scales implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return PixelScale.NAMES.iterator();
        }
    }

    /** Names of the layouts of pictures. */
    static final class Layouts implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Layout.names().iterator();
        }
    }

    /** How embeddings are made. */
    static final class Poolings implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Pooling.words().iterator();
        }
    }
}
