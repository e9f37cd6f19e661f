package org.radiloom.review.report.pdf;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Calendar;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TimeZone;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.radiloom.problem.Problem;
import org.radiloom.review.report.ReportContent;
import org.radiloom.review.report.ReportFiles;
import org.radiloom.review.report.Signing;

/**
 * A report as PDF on A4: same content, same bytes. Every page carries the notice that it is not for diagnosis, and either the
 * version and who has signed it or that it is a draft.
 */
public final class ReportPdf implements ReportFiles {
    private final String program;

    /** @param program name and version of this program, for the properties of the file */
    public ReportPdf(String program) {
        this.program = program;
    }

    @Override
    public List<Made> of(ReportContent content, Signing signing) throws Problem {
        return List.of(new Made("pdf", "pdf", bytes(content, Optional.of(signing))));
    }

    /**
     * The file.
     *
     * @param signing empty for a draft
     * @throws Problem if a key image cannot be decoded
     */
    public byte[] bytes(ReportContent content, Optional<Signing> signing) throws Problem {
        try (PDDocument document = new PDDocument()) {
            PdfFonts fonts = new PdfFonts(document);
            try (PdfFlow flow = new PdfFlow(document, fonts)) {
                new ReportBody(flow, content, signing).write();
                flow.finish();
                new PageFrame(flow, content, signing).write();
            }
            properties(document, content, signing);
            // without a number of ours PDFBox makes the identifier of the file from the clock
            document.setDocumentId(Long.parseUnsignedLong(content.digest().substring(0, Long.BYTES * 2), 16));
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            document.save(out);
            return out.toByteArray();
        } catch (IOException e) {
            throw Problem.input(
                    "report.pdf",
                    "The PDF of the report cannot be made: " + e.getMessage() + ".",
                    "Take the key images out and add them again.",
                    e);
        }
    }

    /** Names and numbers of patients have no place in the properties, hidden or not: catalogues copy them. */
    private void properties(PDDocument document, ReportContent content, Optional<Signing> signing) {
        PDDocumentInformation about = new PDDocumentInformation();
        about.setTitle(content.template().title());
        about.setSubject(content.language().notice());
        about.setCreator(program);
        about.setProducer("Apache PDFBox");
        signing.ifPresent(by -> {
            about.setAuthor(by.by().name());
            about.setCreationDate(calendar(by.at()));
            about.setModificationDate(calendar(by.at()));
        });
        document.setDocumentInformation(about);
        document.getDocumentCatalog()
                .getCOSObject()
                .setItem(COSName.LANG, new COSString(content.language().id().replace('_', '-')));
    }

    private static Calendar calendar(Instant at) {
        Calendar calendar = Calendar.getInstance(TimeZone.getTimeZone(ZoneOffset.UTC), Locale.ROOT);
        calendar.setTimeInMillis(at.toEpochMilli());
        return calendar;
    }
}
