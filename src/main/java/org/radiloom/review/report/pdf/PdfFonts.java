package org.radiloom.review.report.pdf;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/**
 * The faces of a document, embedded as far as they are used: Liberation Sans, which PDFBox carries, and Droid Sans Fallback
 * for what it lacks, such as Chinese.
 */
final class PdfFonts {
    private static final String LATIN = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";
    private static final String CHINESE = "/org/radiloom/ui/fonts/DroidSansFallbackFull.ttf";
    /** What stands for a character that no face has. */
    private static final int MISSING = '?';

    private final List<Face> faces = new ArrayList<>();
    private final Map<Integer, Letter> letters = new HashMap<>();

    private record Face(PDType0Font font, TrueTypeFont file, CmapLookup glyphs) {}

    /**
     * A character as it is printed.
     *
     * @param face index of its face
     * @param printed itself, or what stands for it
     * @param advance to the next one, in ems
     */
    private record Letter(int face, int printed, float advance) {}

    /** Letters of one face that follow each other. */
    record Run(PDType0Font face, String text) {}

    PdfFonts(PDDocument document) throws IOException {
        for (String name : List.of(LATIN, CHINESE)) {
            try (InputStream in = PdfFonts.class.getResourceAsStream(name)) {
                if (in == null) {
                    throw new IOException("no face " + name);
                }
                // the document closes it
                TrueTypeFont file = new TTFParser().parse(new RandomAccessReadBuffer(in));
                faces.add(new Face(PDType0Font.load(document, file, true), file, file.getUnicodeCmapLookup()));
            }
        }
    }

    private Letter letter(int character) throws IOException {
        Letter known = letters.get(character);
        if (known != null) {
            return known;
        }
        Letter letter = character == MISSING ? found(MISSING, 0) : found(character);
        letters.put(character, letter);
        return letter;
    }

    private Letter found(int character) throws IOException {
        for (int n = 0; n < faces.size(); n++) {
            if (faces.get(n).glyphs.getGlyphId(character) != 0) {
                return found(character, n);
            }
        }
        return letter(MISSING);
    }

    private Letter found(int character, int face) throws IOException {
        TrueTypeFont file = faces.get(face).file;
        float advance = file.getAdvanceWidth(faces.get(face).glyphs.getGlyphId(character));
        return new Letter(face, character, advance / file.getUnitsPerEm());
    }

    /** A text, cut where the face changes. */
    List<Run> runs(String text) throws IOException {
        List<Run> runs = new ArrayList<>();
        StringBuilder open = new StringBuilder();
        int face = 0;
        for (int character : text.codePoints().toArray()) {
            Letter letter = letter(character);
            if (letter.face != face && !open.isEmpty()) {
                runs.add(new Run(faces.get(face).font, open.toString()));
                open.setLength(0);
            }
            face = letter.face;
            open.appendCodePoint(letter.printed);
        }
        if (!open.isEmpty()) {
            runs.add(new Run(faces.get(face).font, open.toString()));
        }
        return runs;
    }

    /** How wide a text is, in points. */
    float width(String text, float size) throws IOException {
        float ems = 0;
        for (int character : text.codePoints().toArray()) {
            ems += letter(character).advance;
        }
        return ems * size;
    }
}
