package dev.eckart.app.pipeline;

import dev.eckart.app.config.Settings;
import dev.eckart.app.experiment.Experiment;
import dev.eckart.app.onnx.network.NetworkFile;
import dev.eckart.app.report.EckartVersion;
import dev.eckart.app.report.LevelReport;
import dev.eckart.app.report.RunReport;
import dev.eckart.app.report.text.RunText;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a network's file says of where it comes from.
 *
 * @param facts what is true of all networks of one configuration and data set, by key, in order
 */
public record Provenance(Map<String, String> facts) {
    /**
     * What is known before there is a network.
     *
     * @param settings the resolved configuration
     * @param dataset what is learnt
     * @return the facts
     */
    public static Provenance of(Settings settings, RunReport.DatasetReport dataset) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put(NetworkFile.PREFIX + "version", EckartVersion.current());
        facts.put(NetworkFile.PREFIX + "preset", settings.preset());
        facts.put(NetworkFile.PREFIX + "seed", String.valueOf(settings.seed()));
        facts.put(NetworkFile.PREFIX + "data", dataset.name());
        facts.put(NetworkFile.PREFIX + "data.sha256", dataset.sha256());
        return new Provenance(facts);
    }

    /**
     * What the base's file says.
     *
     * @return facts by key, in order
     */
    public Map<String, String> ofBase() {
        return of(Experiment.BASE, "dense");
    }

    /**
     * What the file of a compressed network says.
     *
     * @param level how it was made
     * @return facts by key, in order
     */
    public Map<String, String> of(LevelReport level) {
        return of(level.title(), RunText.choices(level.choices()));
    }

    /**
     * What a network's file says.
     *
     * @param title what a person calls the network
     * @param layers what its layers are
     * @return facts by key, in order
     */
    public Map<String, String> of(String title, String layers) {
        Map<String, String> metadata = new LinkedHashMap<>(facts);
        metadata.put(NetworkFile.PREFIX + "network", title);
        metadata.put(NetworkFile.PREFIX + "layers", layers);
        return metadata;
    }
}
