package dev.eckart.app.data;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Which data set is wanted, and where to get it.
 *
 * @param name {@code auto}, the name of a known data set, or a directory of IDX files
 * @param directory where the user says the data are: a directory that holds the files, or one that holds a directory of
 *     that name
 * @param host what the machine is like
 * @param downloads whether and how to download
 * @param notes takes lines that the user should see
 */
public record DatasetRequest(
        String name, Optional<Path> directory, Host host, Downloads downloads, Consumer<String> notes) {}
