package dev.acme;

import dev.eckart.app.api.Eckart;
import dev.eckart.app.api.Model;
import dev.eckart.app.api.Session;
import java.nio.file.Path;

/** Loads a data set, trains a network, compresses it to a budget and saves it. */
public final class Example {
    private Example() {}

    /** Takes a preset, a data set, a budget and a file, such as {@code best mnist 11747 small.onnx}. */
    public static void main(String[] arguments) {
        Eckart eckart = Eckart.create().preset(arguments[0]).data(arguments[1]);
        Session session = eckart.session();
        Model base = session.train();
        Model small = session.compress(base, arguments[2]);
        small.save(Path.of(arguments[3]));
        System.out.println("trained on " + session.data().train().count() + " pictures of " + arguments[1]);
        System.out.println(
                base.parameters() + " parameters: " + session.evaluate(base).accuracy());
        System.out.println(
                small.parameters() + " parameters: " + session.evaluate(small).accuracy());
    }
}
