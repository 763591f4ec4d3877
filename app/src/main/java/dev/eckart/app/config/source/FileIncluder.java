package dev.eckart.app.config.source;

import com.typesafe.config.ConfigIncludeContext;
import com.typesafe.config.ConfigIncluder;
import com.typesafe.config.ConfigIncluderClasspath;
import com.typesafe.config.ConfigIncluderFile;
import com.typesafe.config.ConfigIncluderURL;
import com.typesafe.config.ConfigObject;
import dev.eckart.app.config.ConfigurationException;
import java.io.File;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Lets a configuration file include other files and nothing else: no address is opened, and a file that is missing is
 * an error.
 */
final class FileIncluder implements ConfigIncluder, ConfigIncluderFile, ConfigIncluderURL, ConfigIncluderClasspath {
    /** The file that includes, after the one that included it, and so on; empty where nothing may be included. */
    private final List<Path> including;

    private FileIncluder(List<Path> including) {
        this.including = including;
    }

    /** An includer that includes nothing. */
    static FileIncluder refusing() {
        return new FileIncluder(List.of());
    }

    /** An includer that looks beside the given file. */
    static FileIncluder beside(Path file) {
        return new FileIncluder(List.of(file));
    }

    @Override
    public ConfigIncluder withFallback(ConfigIncluder fallback) {
        return this;
    }

    @Override
    public ConfigObject include(ConfigIncludeContext context, String what) {
        if (including.isEmpty()) {
            throw refused(what, "includes work in files only");
        }
        if (what.matches("(?i)[a-z][a-z0-9+.-]+:.*")) {
            throw refused(what, "addresses are not opened");
        }
        try {
            return read(what, last().resolveSibling(what).normalize());
        } catch (InvalidPathException e) {
            throw refused(what, "it is no file name");
        }
    }

    private ConfigObject read(String what, Path included) {
        if (!Files.exists(included)) {
            throw refused(what, "there is no file " + included);
        }
        if (including.stream()
                .anyMatch(file -> file.toAbsolutePath().normalize().equals(included.toAbsolutePath()))) {
            throw refused(what, "it would include itself");
        }
        List<Path> chain = new ArrayList<>(including);
        chain.add(included);
        return ConfigFiles.read(included, new FileIncluder(chain)).root();
    }

    private Path last() {
        return including.get(including.size() - 1);
    }

    @Override
    public ConfigObject includeFile(ConfigIncludeContext context, File what) {
        return include(context, what.getPath());
    }

    @Override
    public ConfigObject includeURL(ConfigIncludeContext context, URL what) {
        throw refused(what.toString(), "addresses are not opened");
    }

    @Override
    public ConfigObject includeResources(ConfigIncludeContext context, String what) {
        throw refused(what, "only files can be included");
    }

    private ConfigurationException refused(String what, String why) {
        return new ConfigurationException(
                (including.isEmpty() ? "an option" : last().toString()) + ": cannot include '" + what + "': " + why);
    }
}
