package dev.eckart.app.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigIncludeContext;
import com.typesafe.config.ConfigIncluder;
import com.typesafe.config.ConfigIncluderClasspath;
import com.typesafe.config.ConfigIncluderFile;
import com.typesafe.config.ConfigIncluderURL;
import com.typesafe.config.ConfigObject;
import java.io.File;
import java.net.URL;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Lets a configuration file include other files and nothing else: no address is opened, and a file that is missing is
 * an error.
 */
final class FileIncluder implements ConfigIncluder, ConfigIncluderFile, ConfigIncluderURL, ConfigIncluderClasspath {
    private final Optional<Path> file;

    private FileIncluder(Optional<Path> file) {
        this.file = file;
    }

    /** An includer that includes nothing. */
    static FileIncluder refusing() {
        return new FileIncluder(Optional.empty());
    }

    /** An includer that looks beside the given file. */
    static FileIncluder beside(Path file) {
        return new FileIncluder(Optional.of(file));
    }

    @Override
    public ConfigIncluder withFallback(ConfigIncluder fallback) {
        return this;
    }

    @Override
    public ConfigObject include(ConfigIncludeContext context, String what) {
        Path from = file.orElseThrow(() -> refused(what, "includes work in files only"));
        if (what.matches("(?i)[a-z][a-z0-9+.-]+:.*")) {
            throw refused(what, "addresses are not opened");
        }
        try {
            Config included = ConfigFiles.read(from.resolveSibling(what));
            return included.root();
        } catch (InvalidPathException e) {
            throw refused(what, "it is no file name");
        }
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
                file.map(Path::toString).orElse("an option") + ": cannot include '" + what + "': " + why);
    }
}
