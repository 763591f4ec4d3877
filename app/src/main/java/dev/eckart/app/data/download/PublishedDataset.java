package dev.eckart.app.data.download;

import dev.eckart.app.data.Dataset;
import dev.eckart.app.data.Host;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * A data set that can be downloaded.
 *
 * @param name what people ask for
 * @param files the four files
 * @param sha256 the {@link Dataset#sha256()} of the content
 * @param mirrors where to download from, in order; the name of the file is appended
 */
public record PublishedDataset(String name, List<RemoteFile> files, String sha256, List<URI> mirrors) {
    /** Classes of each of them. */
    public static final int CLASSES = 10;

    /** Handwritten digits (LeCun, Cortes and Burges). */
    public static final PublishedDataset MNIST = new PublishedDataset(
            "mnist",
            List.of(
                    new RemoteFile(
                            "train-images-idx3-ubyte.gz",
                            9912422,
                            "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609"),
                    new RemoteFile(
                            "train-labels-idx1-ubyte.gz",
                            28881,
                            "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c"),
                    new RemoteFile(
                            "t10k-images-idx3-ubyte.gz",
                            1648877,
                            "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6"),
                    new RemoteFile(
                            "t10k-labels-idx1-ubyte.gz",
                            4542,
                            "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6")),
            "b2d8f5bf39174ee5ffeefa97e42d673c35432b411bb5d1f74fbbeddae7f1690a",
            List.of(
                    URI.create("https://storage.googleapis.com/cvdf-datasets/mnist/"),
                    URI.create("https://ossci-datasets.s3.amazonaws.com/mnist/")));

    /** Pictures of clothes (Xiao, Rasul and Vollgraf, Zalando SE, 2017). */
    static final PublishedDataset FASHION_MNIST = new PublishedDataset(
            "fashion-mnist",
            List.of(
                    new RemoteFile(
                            "train-images-idx3-ubyte.gz",
                            26421880,
                            "3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84"),
                    new RemoteFile(
                            "train-labels-idx1-ubyte.gz",
                            29515,
                            "a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845"),
                    new RemoteFile(
                            "t10k-images-idx3-ubyte.gz",
                            4422102,
                            "346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073"),
                    new RemoteFile(
                            "t10k-labels-idx1-ubyte.gz",
                            5148,
                            "67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5")),
            "14410854cf7a289477dcfc7df3f8ec24741e281cdcc425ede0d9a748ca630214",
            List.of(
                    URI.create("http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/"),
                    URI.create(
                            "https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion/")));

    /** All of them. */
    public static final List<PublishedDataset> ALL = List.of(MNIST, FASHION_MNIST);

    /**
     * The data set of a name.
     *
     * @param name what was asked for
     * @return the data set, if there is one
     */
    public static Optional<PublishedDataset> named(String name) {
        return ALL.stream().filter(known -> known.name.equals(name)).findFirst();
    }

    /**
     * What a person can do who has to get the files by other means.
     *
     * @param host where they shall go
     * @return a sentence without its full stop
     */
    public String remedy(Host host) {
        return "put " + String.join(", ", files.stream().map(RemoteFile::name).toList()) + " into "
                + host.downloads().resolve(name) + " or point the data directory or ECKART_DATA at them; they are at "
                + String.join(" and ", mirrors.stream().map(URI::toString).toList());
    }
}
