package dev.eckart.app.chart;

import java.io.StringReader;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** A chart read back from its file by an XML parser. */
record Drawn(Element svg) {
    static Drawn file(Chart chart) {
        return parsed(Svg.file(chart));
    }

    static Drawn parsed(String xml) {
        try {
            return new Drawn(DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(xml)))
                    .getDocumentElement());
        } catch (Exception e) {
            throw new AssertionError("not well-formed: " + xml, e);
        }
    }

    Stream<Element> all(String name) {
        NodeList nodes = svg.getElementsByTagName(name);
        return IntStream.range(0, nodes.getLength()).mapToObj(i -> (Element) nodes.item(i));
    }

    /** The elements with a tooltip. */
    Stream<Element> explained(String name) {
        return all(name).filter(element -> !tooltip(element).isEmpty());
    }

    static String tooltip(Element element) {
        NodeList titles = element.getElementsByTagName("title");
        return titles.getLength() == 0 ? "" : titles.item(0).getTextContent();
    }

    /** What an element itself says. */
    static String words(Element element) {
        StringBuilder words = new StringBuilder();
        for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
            words.append(node.getNodeType() == Node.TEXT_NODE ? node.getTextContent() : "");
        }
        return words.toString();
    }

    List<String> texts() {
        return all("text").map(Drawn::words).toList();
    }

    static double number(Element element, String attribute) {
        return Double.parseDouble(element.getAttribute(attribute));
    }
}
