package org.radiloom.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.Mask;

/** The same figures from numpy and scipy on random cases; docs/how-to/peers.md names their packages. */
@Tag("peers")
class MetricPeersTest {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private static final String CLASSES = """
            import json, sys, numpy as np
            from scipy import stats, optimize, special
            d = json.load(open(sys.argv[1]))
            s, y = np.array(d["logits"]), np.array(d["truth"])
            k = s.shape[1]
            p = special.softmax(s, axis=1)
            t = p.argmax(1)
            m = np.array([[np.sum((y == a) & (t == b)) for b in range(k)] for a in range(k)])
            n = m.sum(); e = np.outer(m.sum(1), m.sum(0)) / n
            w = (np.arange(k)[:, None] - np.arange(k)[None, :]) ** 2
            def auc(c):
                u = stats.mannwhitneyu(s[y == c, c], s[y != c, c]).statistic
                return u / np.sum(y == c) / np.sum(y != c)
            def nll(x):
                return -special.log_softmax(s / np.exp(x), axis=1)[np.arange(n), y].mean()
            conf, hit = p.max(1), t == y
            b = np.minimum(14, np.floor(conf * 15).astype(int))
            aucs = np.array([auc(c) for c in range(k)])
            print(json.dumps({
              "kappa": 1 - (n - np.trace(m)) / (n - np.trace(e)),
              "kappaQuadratic": 1 - (w * m).sum() / (w * e).sum(),
              "balanced": np.mean(np.diag(m) / m.sum(1)),
              "f1": np.mean(2 * np.diag(m) / (m.sum(1) + m.sum(0))),
              "macroAuc": aucs.mean(),
              "weightedAuc": np.average(aucs, weights=[np.sum(y == c) for c in range(k)]),
              "ece": sum(abs(hit[b == i].mean() - conf[b == i].mean()) * np.mean(b == i) for i in range(15) if np.any(b == i)),
              "brier": ((p - np.eye(k)[y]) ** 2).sum(1).mean(),
              "nll": nll(0.0),
              "temperature": float(np.exp(optimize.minimize_scalar(nll, bounds=(-3, 3), method="bounded",
                  options={"xatol": 1e-10}).x))}))
            """;

    private static final String SURFACES = """
            import json, sys, numpy as np
            from scipy import ndimage as nd
            d = json.load(open(sys.argv[1]))
            a = np.array(d["a"], bool).reshape(d["shape"]); b = np.array(d["b"], bool).reshape(d["shape"])
            if d["shape"][0] == 1: a, b, d["spacing"] = a[0], b[0], d["spacing"][1:]
            rim = lambda m: m & ~nd.binary_erosion(m, nd.generate_binary_structure(m.ndim, 1))
            ra, rb = rim(a), rim(b)
            ab = nd.distance_transform_edt(~rb, sampling=d["spacing"])[ra]
            ba = nd.distance_transform_edt(~ra, sampling=d["spacing"])[rb]
            print(json.dumps({"hd95": max(np.percentile(ab, 95), np.percentile(ba, 95)),
              "assd": (ab.sum() + ba.sum()) / (len(ab) + len(ba))}))
            """;

    @TempDir
    private Path folder;

    @Test
    void figuresOfAClassifierAgree() throws IOException, InterruptedException {
        SplittableRandom random = new SplittableRandom(17);
        double[][] logits = new double[400][4];
        int[] truth = new int[logits.length];
        ObjectNode data = MAPPER.createObjectNode();
        ArrayNode rows = data.putArray("logits");
        ArrayNode labels = data.putArray("truth");
        for (int at = 0; at < logits.length; at++) {
            truth[at] = random.nextInt(4);
            for (int c = 0; c < 4; c++) {
                // rounded, so that scores tie
                logits[at][c] = Math.round(4 * random.nextGaussian() + (c == truth[at] ? 5 : 0)) / 2.0;
            }
            ArrayNode row = rows.addArray();
            Arrays.stream(logits[at]).forEach(row::add);
            labels.add(truth[at]);
        }
        JsonNode other = ask(CLASSES, data);
        double[][] p = Arrays.stream(logits)
                .map(s -> TemperatureScaling.probabilities(s, 1))
                .toArray(double[][]::new);
        ConfusionMatrix m = ConfusionMatrix.of(
                4, truth, Arrays.stream(p).mapToInt(MetricPeersTest::largest).toArray());
        Calibration calibration = Calibration.ofClasses(p, truth);
        agrees(other, "kappa", m.kappa());
        agrees(other, "kappaQuadratic", m.kappaQuadratic());
        agrees(other, "balanced", m.balancedAccuracy());
        agrees(other, "f1", m.macro().f1());
        agrees(other, "macroAuc", Roc.macroAuc(logits, truth));
        agrees(other, "weightedAuc", Roc.weightedAuc(logits, truth));
        agrees(other, "ece", calibration.ece());
        agrees(other, "brier", calibration.brier());
        agrees(other, "nll", calibration.nll());
        assertEquals(other.path("temperature").asDouble(), TemperatureScaling.fit(logits, truth), 1e-6);
    }

    @Test
    void distancesOfRandomBlobsAgree() throws IOException, InterruptedException {
        SplittableRandom random = new SplittableRandom(23);
        for (int slices : new int[] {9, 1, 6}) {
            Geometry grid = Geometry.axial(17, 14, slices, 0.7, 1.3, 2.5);
            byte[] a = blobs(grid, random);
            byte[] b = blobs(grid, random);
            ObjectNode data = MAPPER.createObjectNode();
            data.putArray("shape").add(slices).add(14).add(17);
            data.putArray("spacing").add(2.5).add(1.3).add(0.7);
            ArrayNode ofA = data.putArray("a");
            ArrayNode ofB = data.putArray("b");
            for (int at = 0; at < a.length; at++) {
                ofA.add(a[at]);
                ofB.add(b[at]);
            }
            JsonNode other = ask(SURFACES, data);
            SurfaceMetrics ours =
                    SurfaceMetrics.between(Mask.of(grid, a), Mask.of(grid, b)).orElseThrow();
            assertEquals(other.path("hd95").asDouble(), ours.hd95Mm(), 1e-5);
            assertEquals(other.path("assd").asDouble(), ours.assdMm(), 1e-5);
        }
    }

    /** Six boxes at random places, some of them across the edge of the grid. */
    private static byte[] blobs(Geometry g, SplittableRandom random) {
        byte[] voxels = new byte[Math.toIntExact(g.voxels())];
        for (int box = 0; box < 6; box++) {
            int i0 = random.nextInt(-2, g.columns());
            int j0 = random.nextInt(-2, g.rows());
            int k0 = random.nextInt(-1, g.slices());
            for (int at = 0; at < voxels.length; at++) {
                int i = at % g.columns();
                int j = at / g.columns() % g.rows();
                int k = at / (g.columns() * g.rows());
                boolean inside = i >= i0 && i < i0 + 6 && j >= j0 && j < j0 + 5 && k >= k0 && k < k0 + 3;
                voxels[at] |= (byte) (inside ? 1 : 0);
            }
        }
        return voxels;
    }

    private static int largest(double[] row) {
        int best = 0;
        for (int c = 1; c < row.length; c++) {
            best = row[c] > row[best] ? c : best;
        }
        return best;
    }

    private static void agrees(JsonNode other, String name, double ours) {
        assertEquals(other.path(name).asDouble(), ours, 1e-9, name);
    }

    private JsonNode ask(String script, ObjectNode data) throws IOException, InterruptedException {
        Path program = Files.writeString(folder.resolve("peer.py"), script);
        Path input = Files.writeString(folder.resolve("data.json"), data.toString());
        Process process = new ProcessBuilder("/usr/bin/python3", program.toString(), input.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), text);
        return MAPPER.readTree(text);
    }
}
