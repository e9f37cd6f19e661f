package org.radiloom.review.report.pdf;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Rows and columns; the heads are repeated on each page, a row stays together unless it is taller than a page. */
final class PdfTable {
    private static final float SIZE = 9;
    private static final float PAD = 3;
    private static final float LINE = SIZE * PdfFlow.LEADING;

    private final PdfFlow flow;
    private final List<String> heads;
    private final List<Float> widths;

    /** @param shares of the width, summing to 1 */
    PdfTable(PdfFlow flow, List<String> heads, List<Float> shares) {
        this.flow = flow;
        this.heads = List.copyOf(heads);
        this.widths = shares.stream().map(each -> each * PdfFlow.WIDTH).toList();
    }

    void of(List<List<String>> rows) throws IOException {
        boolean first = true;
        for (List<String> row : rows) {
            List<List<String>> cells = cells(row);
            int lines = cells.stream().mapToInt(List::size).max().orElse(1);
            float most = PdfFlow.TOP - PdfFlow.BOTTOM - LINE - 4 * PAD;
            float height = Math.min(lines * LINE + 2 * PAD, most);
            if (first || flow.room() < height) {
                flow.need(height + LINE + 2 * PAD);
                head();
                first = false;
            }
            int from = 0;
            while (from < lines) {
                int fitting = Math.max(1, (int) ((flow.room() - 2 * PAD) / LINE));
                int to = Math.min(lines, from + fitting);
                part(cells, from, to);
                from = to;
                if (from < lines) {
                    flow.need(PdfFlow.TOP);
                    head();
                }
            }
        }
    }

    private List<List<String>> cells(List<String> row) throws IOException {
        List<List<String>> cells = new ArrayList<>();
        for (int c = 0; c < row.size(); c++) {
            cells.add(Lines.of(row.get(c), widths.get(c) - 2 * PAD, SIZE, flow.fonts()));
        }
        return cells;
    }

    private void head() throws IOException {
        float height = LINE + 2 * PAD;
        float top = flow.y();
        flow.shade(top, height, 0.92f);
        float x = PdfFlow.LEFT;
        for (int c = 0; c < heads.size(); c++) {
            flow.at(heads.get(c), x + PAD, top - PAD, SIZE, true, PdfFlow.BLACK);
            x += widths.get(c);
        }
        flow.moveTo(top - height);
    }

    private void part(List<List<String>> cells, int from, int to) throws IOException {
        float top = flow.y();
        float x = PdfFlow.LEFT;
        for (int c = 0; c < cells.size(); c++) {
            List<String> cell = cells.get(c);
            for (int n = from; n < Math.min(to, cell.size()); n++) {
                flow.at(cell.get(n), x + PAD, top - PAD - (n - from) * LINE, SIZE, false, PdfFlow.BLACK);
            }
            x += widths.get(c);
        }
        flow.moveTo(top - (to - from) * LINE - 2 * PAD);
        flow.rule(0.85f);
    }
}
