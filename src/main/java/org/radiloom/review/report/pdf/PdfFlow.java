package org.radiloom.review.report.pdf;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDPageContentStream.AppendMode;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.pdfbox.pdmodel.graphics.state.RenderingMode;

/** Puts things below each other, on as many A4 pages as they need. Lengths are points, 72 an inch. */
final class PdfFlow implements AutoCloseable {
    static final float LEFT = 54;
    static final float WIDTH = PDRectangle.A4.getWidth() - 2 * LEFT;
    static final float TOP = PDRectangle.A4.getHeight() - 84;
    static final float BOTTOM = 72;
    /** Baseline to baseline, by size. */
    static final float LEADING = 1.4f;
    /** From the top of a line to its baseline, by size. */
    private static final float RISE = 1.05f;
    /** Width of the stroke that makes bold letters of regular ones, by size. */
    private static final float BOLD = 0.03f;

    static final float BLACK = 0.1f;
    static final float GREY = 0.4f;

    private final PDDocument document;
    private final PdfFonts fonts;
    private final List<PDPage> pages = new ArrayList<>();
    private PDPageContentStream out;
    /** Where the next thing begins. */
    private float y = TOP;

    PdfFlow(PDDocument document, PdfFonts fonts) throws IOException {
        this.document = document;
        this.fonts = fonts;
        this.out = page();
    }

    private PDPageContentStream page() throws IOException {
        PDPage page = new PDPage(PDRectangle.A4);
        document.addPage(page);
        pages.add(page);
        y = TOP;
        return new PDPageContentStream(document, page, AppendMode.OVERWRITE, true);
    }

    List<PDPage> pages() {
        return List.copyOf(pages);
    }

    float room() {
        return y - BOTTOM;
    }

    float y() {
        return y;
    }

    /** Begins a page unless there is so much room. */
    void need(float height) throws IOException {
        if (room() < height && y < TOP) {
            out.close();
            out = page();
        }
    }

    void gap(float height) {
        y = y == TOP ? y : y - height;
    }

    /** Words over the whole width; they flow over pages line by line. */
    void words(String text, float size, boolean bold, float grey, float indent) throws IOException {
        for (String line : Lines.of(text, WIDTH - indent, size, fonts)) {
            need(size * LEADING);
            draw(out, line, LEFT + indent, y - size * RISE, size, bold, grey);
            y -= size * LEADING;
        }
    }

    /** Words at a place, on the page that is open. */
    void at(String line, float x, float top, float size, boolean bold, float grey) throws IOException {
        draw(out, line, x, top - size * RISE, size, bold, grey);
    }

    void rule(float grey) throws IOException {
        line(out, LEFT, LEFT + WIDTH, y, grey);
    }

    void shade(float top, float height, float grey) throws IOException {
        out.setNonStrokingColor(grey);
        out.addRect(LEFT, top - height, WIDTH, height);
        out.fill();
    }

    void moveTo(float other) {
        y = other;
    }

    void image(PDImageXObject image, float x, float top, float width, float height) throws IOException {
        out.drawImage(image, x, top - height, width, height);
        out.setStrokingColor(0.7f);
        out.setLineWidth(0.5f);
        out.addRect(x, top - height, width, height);
        out.stroke();
    }

    static void line(PDPageContentStream on, float from, float to, float y, float grey) throws IOException {
        on.setStrokingColor(grey);
        on.setLineWidth(0.5f);
        on.moveTo(from, y);
        on.lineTo(to, y);
        on.stroke();
    }

    void draw(PDPageContentStream on, String text, float x, float baseline, float size, boolean bold, float grey)
            throws IOException {
        if (text.isEmpty()) {
            return;
        }
        on.beginText();
        on.setNonStrokingColor(grey);
        on.setStrokingColor(grey);
        on.setLineWidth(size * BOLD);
        on.setRenderingMode(bold ? RenderingMode.FILL_STROKE : RenderingMode.FILL);
        on.newLineAtOffset(x, baseline);
        for (PdfFonts.Run run : fonts.runs(text)) {
            on.setFont(run.face(), size);
            on.showText(run.text());
        }
        on.endText();
    }

    PdfFonts fonts() {
        return fonts;
    }

    PDDocument document() {
        return document;
    }

    /** Nothing more flows; what is written afterwards is added to pages that are there. */
    void finish() throws IOException {
        out.close();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
