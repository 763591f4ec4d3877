package dev.eckart.app.html;

import com.github.weisj.jsvg.SVGDocument;
import com.github.weisj.jsvg.parser.LoaderContext;
import com.github.weisj.jsvg.parser.SVGLoader;
import com.github.weisj.jsvg.view.FloatSize;
import com.github.weisj.jsvg.view.ViewBox;
import dev.eckart.spi.EckartException;
import java.awt.Component;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;

/** Draws charts as pictures, for whatever takes no SVG. */
final class ChartImage {
    /** What slides and print want of a chart of some 400 units. */
    private static final int PIXELS_OF_A_UNIT = 3;

    private static final Map<RenderingHints.Key, Object> FINELY = Map.of(
            RenderingHints.KEY_ANTIALIASING,
            RenderingHints.VALUE_ANTIALIAS_ON,
            RenderingHints.KEY_STROKE_CONTROL,
            RenderingHints.VALUE_STROKE_PURE);

    private ChartImage() {}

    /**
     * A chart as a PNG file.
     *
     * @param svg the chart as an SVG file
     * @return the file's bytes
     * @throws EckartException if this Java has no fonts to write with
     */
    static byte[] png(String svg) {
        // Java knows its fonts by names of its own.
        String written = svg.replaceFirst("font-family=\"[^\"]*\"", "font-family=\"SansSerif\"");
        try {
            return encoded(drawn(load(written)));
        } catch (RuntimeException | LinkageError | InternalError e) {
            throw new EckartException(
                    "the charts cannot be drawn as PNG files (" + e + "); this Java may lack fonts: install"
                            + " fontconfig and a font, or leave out --png",
                    e);
        }
    }

    private static SVGDocument load(String svg) {
        ByteArrayInputStream bytes = new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8));
        return Optional.ofNullable(new SVGLoader().load(bytes, null, LoaderContext.createDefault()))
                .orElseThrow(() -> new IllegalArgumentException("the chart is no SVG"));
    }

    private static BufferedImage drawn(SVGDocument chart) {
        FloatSize size = chart.size();
        BufferedImage image = new BufferedImage(
                (int) Math.ceil(PIXELS_OF_A_UNIT * size.width),
                (int) Math.ceil(PIXELS_OF_A_UNIT * size.height),
                BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.addRenderingHints(FINELY);
        graphics.scale(PIXELS_OF_A_UNIT, PIXELS_OF_A_UNIT);
        chart.render((Component) null, graphics, new ViewBox(size.width, size.height));
        graphics.dispose();
        return image;
    }

    private static byte[] encoded(BufferedImage image) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            ImageIO.write(image, "png", bytes);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
