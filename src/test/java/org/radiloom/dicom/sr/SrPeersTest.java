package org.radiloom.dicom.sr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiloom.problem.Problem;

/** Independent programs read the reports that we write; docs/how-to/peers.md names their packages. */
@org.junit.jupiter.api.Tag("peers")
class SrPeersTest {
    /** Debian's own interpreter: another python3 may come first on the path and know no pydicom. */
    private static final String PYTHON = "/usr/bin/python3";

    /** One line an item: depth, relationship, type, name, value. */
    private static final String TREE = """
            import sys, pydicom
            def code(c): return '^'.join((c.CodeValue, c.CodingSchemeDesignator, c.CodeMeaning))
            def ref(i):
                r = i.ReferencedSOPSequence[0]
                frames = ['f' + str(r.ReferencedFrameNumber)] if 'ReferencedFrameNumber' in r else []
                segments = ['s' + str(r.ReferencedSegmentNumber)] if 'ReferencedSegmentNumber' in r else []
                return ' '.join([r.ReferencedSOPInstanceUID] + frames + segments)
            def value(i):
                t = i.ValueType
                if t == 'CODE': return code(i.ConceptCodeSequence[0])
                if t == 'TEXT': return i.TextValue.replace('\\n', '|')
                if t == 'UIDREF': return i.UID
                if t == 'PNAME': return str(i.PersonName)
                if t in ('IMAGE', 'COMPOSITE'): return ref(i)
                if t == 'NUM':
                    if not i.MeasuredValueSequence: return 'none ' + code(i.NumericValueQualifierCodeSequence[0])
                    m = i.MeasuredValueSequence[0]
                    n = m.FloatingPointValue if 'FloatingPointValue' in m else float(m.NumericValue)
                    return repr(n) + ' ' + m.MeasurementUnitsCodeSequence[0].CodeValue
                if t == 'SCOORD': return i.GraphicType + ' ' + ' '.join(repr(float(x)) for x in i.GraphicData)
                if t == 'SCOORD3D':
                    return i.GraphicType + ' ' + ' '.join(repr(float(x)) for x in i.GraphicData) + ' ' + i.ReferencedFrameOfReferenceUID
                return i.ContinuityOfContent
            def walk(i, depth):
                name = code(i.ConceptNameCodeSequence[0]) if 'ConceptNameCodeSequence' in i else '-'
                print(depth, i.get('RelationshipType', '-'), i.ValueType, name, value(i))
                for c in i.get('ContentSequence', []): walk(c, depth + 1)
            d = pydicom.dcmread(sys.argv[1])
            walk(d, 0)
            print(d.PatientName, d.CompletionFlag, d.VerificationFlag,
                [str(v.VerifyingObserverName) for v in d.get('VerifyingObserverSequence', [])],
                [r.ReferencedSOPInstanceUID for s in d.CurrentRequestedProcedureEvidenceSequence
                    for e in s.ReferencedSeriesSequence for r in e.ReferencedSOPSequence])
            """;

    @TempDir
    private Path folder;

    @Test
    void dciodvfyFindsNoErrorInReports() throws Exception {
        Output ultrasound = run("dciodvfy", "-new", "-filename", ultrasound().toString());
        assertEquals(0, ultrasound.exit, ultrasound.text);
        assertTrue(ultrasound.text.contains("ComprehensiveSR"), ultrasound.text);
        Output ct = run("dciodvfy", "-new", "-filename", ct().toString());
        assertEquals(0, ct.exit, ct.text);
        assertTrue(ct.text.contains("Comprehensive3DSR"), ct.text);
    }

    @Test
    void dcmtkAcceptsReportsWithoutAWordOfComplaint() throws Exception {
        for (Path file : List.of(ultrasound(), ct())) {
            Output output = run("dsrdump", "+Pc", "+U8", file.toString());
            assertEquals(0, output.exit, output.text);
            // this edition checks no texts in UTF-8, and says so
            assertFalse(
                    output.text.lines().anyMatch(line -> line.matches("[WEF]: (?!The VR checker does not support).*")),
                    output.text);
        }
        String words =
                run("dsrdump", "+Pc", "+Pl", "+U8", folder.resolve("us.dcm").toString()).text;
        assertTrue(words.contains("(121206,DCM,\"Distance\")=\"12.3456789012346\""), words);
        assertTrue(words.contains("(246112005,SCT,\"Severity\")=(255604002,SCT,\"Mild\")"), words);
        assertTrue(words.contains("轻度脂肪肝"), words);
    }

    @Test
    void pydicomReadsTheSameTrees() throws Exception {
        check(ultrasound(), SrFixture.ultrasoundDocument());
        check(ct(), SrFixture.ctDocument());
    }

    private static void check(Path file, SrDocument document) throws Exception {
        Output output = run(PYTHON, "-X", "utf8", "-W", "ignore", "-c", TREE, file.toString());
        assertEquals(0, output.exit, output.text);
        List<String> expected = new ArrayList<>();
        walk(document.root(), 0, expected);
        expected.add("Müller^Anna COMPLETE " + (document.verified() ? "VERIFIED" : "UNVERIFIED") + " "
                + document.verifications().stream()
                        .map(v -> "'" + v.observer() + "'")
                        .toList() + " "
                + document.evidence().stream()
                        .map(e -> "'" + e.sopInstanceUid() + "'")
                        .toList());
        assertEquals(expected, output.text.strip().lines().toList());
    }

    private static void walk(ContentItem item, int depth, List<String> into) {
        String relationship = item.relationship() == Relationship.ROOT
                ? "-"
                : item.relationship().term();
        into.add(String.join(
                " ",
                String.valueOf(depth),
                relationship,
                type(item.value()),
                item.name().map(SrPeersTest::code).orElse("-"),
                value(item.value())));
        item.children().forEach(child -> walk(child, depth + 1, into));
    }

    private static String code(Code code) {
        return code.value() + "^" + code.scheme() + "^" + code.meaning();
    }

    private static String type(ContentValue value) {
        return switch (value) {
            case ContentValue.Coded c -> "CODE";
            case ContentValue.Numeric n -> "NUM";
            case ContentValue.Uid u -> "UIDREF";
            case ContentValue.Person p -> "PNAME";
            case ContentValue.Area a -> "SCOORD";
            case ContentValue.Space s -> "SCOORD3D";
            default -> value.getClass().getSimpleName().toUpperCase(Locale.ROOT);
        };
    }

    private static String value(ContentValue value) {
        return switch (value) {
            case ContentValue.Coded c -> code(c.code());
            case ContentValue.Text t -> t.text().replace('\n', '|');
            case ContentValue.Uid u -> u.uid();
            case ContentValue.Person p -> p.name();
            case ContentValue.Image i -> reference(i.reference());
            case ContentValue.Composite c -> reference(c.reference());
            case ContentValue.Numeric n ->
                n.value().isEmpty()
                        ? "none " + code(n.qualifier().orElseThrow())
                        : python(n.value().getAsDouble()) + " "
                                + n.unit().orElseThrow().value();
            case ContentValue.Area a -> {
                var text = new StringBuilder(a.graphic().name());
                a.points()
                        .forEach(p ->
                                text.append(' ').append(p.column()).append(' ').append(p.row()));
                yield text.toString();
            }
            case ContentValue.Space s -> {
                var text = new StringBuilder(s.graphic().name());
                s.points().forEach(p -> text.append(' ')
                        .append(p.x())
                        .append(' ')
                        .append(p.y())
                        .append(' ')
                        .append(p.z()));
                yield text + " " + s.frameOfReferenceUid();
            }
            default -> "SEPARATE";
        };
    }

    /** A number as Python prints it. */
    private static String python(double value) {
        return Double.toString(value).replace("E-", "e-0");
    }

    private static String reference(SopReference r) {
        var text = new StringBuilder(r.sopInstanceUid());
        r.frames().forEach(frame -> text.append(" f").append(frame));
        r.segments().forEach(segment -> text.append(" s").append(segment));
        return text.toString();
    }

    private Path ultrasound() throws Problem {
        Path file = folder.resolve("us.dcm");
        SrWriter.write(file, SrFixture.ultrasoundDocument(), SrFixture.series());
        return file;
    }

    private Path ct() throws Problem {
        Path file = folder.resolve("ct.dcm");
        SrWriter.write(file, SrFixture.ctDocument(), SrFixture.series());
        return file;
    }

    private record Output(int exit, String text) {}

    private static Output run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Output(process.waitFor(), text);
    }
}
