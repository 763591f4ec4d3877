package dev.eckart.app.experiment;

import dev.eckart.app.config.CalibrationSettings;
import dev.eckart.app.config.Settings;
import dev.eckart.compress.Compressor;
import dev.eckart.compress.FactorisedNetwork;
import dev.eckart.compress.calibrate.Observations;
import dev.eckart.nn.Network;
import dev.eckart.spi.Seed;

/**
 * Factorises networks by what training pictures say of them.
 *
 * @param equipment the plug-ins
 * @param settings the resolved configuration
 * @param training has the pictures
 * @param seed the seed of the experiment
 */
record Factorisation(Equipment equipment, Settings settings, NetworkTraining training, Seed seed) {
    /** A network with all that its layers can be replaced by. */
    FactorisedNetwork of(Network network, CalibrationSettings calibration) {
        Compressor compressor = equipment.compressor();
        Observations observations =
                training.observe(network, compressor.decomposer(), calibration, seed.split("calibration"));
        FactorisedNetwork plain =
                compressor.factorise(network, equipment.backend(), seed.split("factors"), observations);
        return settings.compress().balance() ? plain.balanced(equipment.backend()) : plain;
    }
}
