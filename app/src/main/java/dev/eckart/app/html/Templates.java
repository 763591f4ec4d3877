package dev.eckart.app.html;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.nio.file.Path;
import java.util.Map;

/** The templates that the build has compiled. */
final class Templates {
    private Templates() {}

    static String render(String template, Map<String, Object> parameters) {
        StringOutput output = new StringOutput();
        // The classes come with the program; the folder, which the engine insists on, is asked only after that.
        TemplateEngine.createPrecompiled(
                        Path.of(""),
                        ContentType.Html,
                        Templates.class.getClassLoader(),
                        Templates.class.getPackageName())
                .render(template, parameters, output);
        return output.toString();
    }
}
