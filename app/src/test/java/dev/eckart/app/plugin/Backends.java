package dev.eckart.app.plugin;

import dev.eckart.spi.backend.Backend;
import dev.eckart.spi.backend.BackendProvider;
import dev.eckart.spi.backend.Library;
import dev.eckart.tensor.Precision;
import java.util.Optional;
import java.util.Set;

/** Providers that can be listed and chosen; none of them has a library to open. */
final class Backends {
    private Backends() {}

    public static final class Both implements BackendProvider {
        @Override
        public String name() {
            return "both";
        }

        @Override
        public Library library() {
            return new Library("Two", "2.0");
        }

        @Override
        public Set<Precision> precisions() {
            return Set.of(Precision.FLOAT32, Precision.FLOAT64);
        }

        @Override
        public Backend create(Settings settings) {
            throw new UnsatisfiedLinkError("no two in java.library.path");
        }
    }

    public static final class DoubleOnly implements BackendProvider {
        @Override
        public String name() {
            return "double-only";
        }

        @Override
        public Library library() {
            return new Library("One", "1.0");
        }

        @Override
        public Set<Precision> precisions() {
            return Set.of(Precision.FLOAT64);
        }

        @Override
        public Backend create(Settings settings) {
            throw new UnsupportedOperationException("not opened in these tests");
        }
    }

    public static final class Absent implements BackendProvider {
        @Override
        public String name() {
            return "absent";
        }

        @Override
        public Library library() {
            return new Library("None", "0");
        }

        @Override
        public Set<Precision> precisions() {
            return Set.of(Precision.FLOAT32, Precision.FLOAT64);
        }

        @Override
        public Backend create(Settings settings) {
            throw new UnsupportedOperationException("not opened in these tests");
        }

        @Override
        public Optional<String> unavailable() {
            return Optional.of("no natives for this machine");
        }
    }
}
