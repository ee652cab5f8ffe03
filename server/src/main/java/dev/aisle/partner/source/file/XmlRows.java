package dev.aisle.partner.source.file;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// Items of RSS 2.0 (`item`) and Atom (`entry`). No DTD is read and no external entity followed; entities that only
/// HTML knows pass as they are written.
final class XmlRows implements Rows {

    private static final int LONGEST_TEXT = 1 << 20;
    private static final int DEEPEST = 32;

    /// The JDK counts every `&amp;` of a file towards these. Without a DTD there are no other entities to limit.
    private static final List<String> SIZES_OF_ENTITIES = List.of(
            "jdk.xml.maxGeneralEntitySizeLimit",
            "jdk.xml.totalEntitySizeLimit",
            "jdk.xml.entityExpansionLimit",
            "jdk.xml.entityReplacementLimit");

    private static final String NO_LIMIT = "0";
    private static final XMLInputFactory FACTORY = factory();

    private final InputStream bytes;
    private final Columns columns;
    private final XMLStreamReader xml;
    private long number;

    XmlRows(InputStream bytes, Columns columns) throws IOException {
        this.bytes = bytes;
        this.columns = columns;
        try {
            this.xml = FACTORY.createXMLStreamReader(bytes);
        } catch (XMLStreamException broken) {
            throw new IOException(broken.getMessage(), broken);
        }
    }

    @Override
    public Line next() {
        try {
            while (xml.hasNext()) {
                if (xml.next() == XMLStreamConstants.START_ELEMENT && isItem(xml.getLocalName())) {
                    number++;
                    return new Line.Words(number, item());
                }
            }
        } catch (XMLStreamException broken) {
            return new Line.End(number + 1, "the file cannot be read further: " + broken.getMessage());
        }
        return number == 0 ? new Line.End(1, "the file has no item or entry") : Line.End.WHOLE;
    }

    @Override
    public void close() throws IOException {
        bytes.close();
    }

    private static boolean isItem(String name) {
        return name.equals("item") || name.equals("entry");
    }

    private FeedRow item() throws XMLStreamException {
        FeedRow row = new FeedRow();
        while (xml.hasNext()) {
            int event = xml.next();
            if (event == XMLStreamConstants.END_ELEMENT) {
                return row;
            }
            if (event == XMLStreamConstants.START_ELEMENT) {
                String name = xml.getLocalName();
                Column column = columns.of(name);
                String link = column == Column.LINK ? linkOf(xml) : "";
                String text = text(xml, 1);
                columns.saw(name, text);
                if (column != null) {
                    row.say(column, text.isBlank() ? link : text);
                }
            }
        }
        return row;
    }

    /// Atom writes the address into an attribute; a link of another relation is not the product's page.
    private static String linkOf(XMLStreamReader xml) {
        String relation = xml.getAttributeValue(null, "rel");
        String address = xml.getAttributeValue(null, "href");
        return address == null || (relation != null && !relation.equals("alternate")) ? "" : address;
    }

    /// The text of an element up to its end; parts of a structured value are joined by colons, as in delimited
    /// files.
    private static String text(XMLStreamReader xml, int depth) throws XMLStreamException {
        if (depth > DEEPEST) {
            throw new XMLStreamException("elements are nested deeper than " + DEEPEST);
        }
        StringBuilder text = new StringBuilder();
        StringBuilder parts = new StringBuilder();
        while (xml.hasNext()) {
            switch (xml.next()) {
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
                    append(text, xml.getText());
                case XMLStreamConstants.ENTITY_REFERENCE -> append(text, '&' + xml.getLocalName() + ';');
                case XMLStreamConstants.START_ELEMENT ->
                    append(parts, (parts.isEmpty() ? "" : ":") + text(xml, depth + 1));
                case XMLStreamConstants.END_ELEMENT -> {
                    return parts.isEmpty() ? text.toString().strip() : parts.toString();
                }
                default -> {}
            }
        }
        return text.toString();
    }

    private static void append(StringBuilder text, String more) {
        if (text.length() + more.length() <= LONGEST_TEXT) {
            text.append(more);
        }
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
        SIZES_OF_ENTITIES.forEach(limit -> factory.setProperty(limit, NO_LIMIT));
        return factory;
    }
}
