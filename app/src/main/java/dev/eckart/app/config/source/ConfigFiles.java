package dev.eckart.app.config.source;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigSyntax;
import dev.eckart.app.config.ConfigurationException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Reads configuration files, a person's and the built-in ones. */
final class ConfigFiles {
    private ConfigFiles() {}

    /** How text is parsed where nothing may be included. */
    static ConfigParseOptions options() {
        return ConfigParseOptions.defaults()
                .setSyntax(ConfigSyntax.CONF)
                .setAllowMissing(false)
                .setIncluder(FileIncluder.refusing());
    }

    /** A person's file; what it includes is looked for beside it. */
    static Config read(Path file) {
        return read(file, FileIncluder.beside(file));
    }

    /** A person's file, with what includes others into it. */
    static Config read(Path file, FileIncluder includer) {
        if (!Files.exists(file)) {
            throw new ConfigurationException("there is no configuration file " + file);
        }
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw new ConfigurationException("the configuration file " + file + " cannot be read"
                    + (Files.isDirectory(file) ? ": it is a directory" : ""));
        }
        try {
            return ConfigFactory.parseFile(file.toFile(), options().setIncluder(includer));
        } catch (ConfigException e) {
            throw new ConfigurationException(firstLine(e));
        }
    }

    /** A file of this package, known to be there. */
    static Config builtIn(String resource, String description) {
        try (InputStream stream = ConfigFiles.class.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IllegalStateException("the resource " + resource + " is missing");
            }
            Reader reader = new InputStreamReader(stream, StandardCharsets.UTF_8);
            return ConfigFactory.parseReader(reader, options().setOriginDescription(description));
        } catch (IOException e) {
            throw new UncheckedIOException("the resource " + resource + " cannot be read", e);
        }
    }

    /** The library's own message, which names file and line, without the advice it sometimes adds. */
    static String firstLine(ConfigException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse(e.toString());
    }

    /** The lines of a file that this program has written. */
    static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new ConfigurationException("cannot read " + file + ": " + e.getMessage());
        }
    }
}
