package org.radiloom.train.evaluation.classify;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiloom.fixtures.JudgedClasses;
import org.radiloom.problem.Problem;

/** The same figures from the table of predictions by numpy and scipy; docs/how-to/peers.md names their packages. */
@Tag("peers")
class ClassResultPeersTest {
    private static final String FIGURES = """
            import csv, json, sys, numpy as np
            from scipy import stats
            rows = list(csv.DictReader(open(sys.argv[1])))
            names = [k[2:] for k in rows[0] if k.startswith("p_")]
            out = []
            for r in sorted({x["repeat"] for x in rows}):
                by = {}
                for x in rows:
                    if x["repeat"] == r: by.setdefault(x["patient"], []).append(x)
                y = np.array([names.index(v[0]["truth"]) for v in by.values()])
                p = np.array([np.mean([[float(x["p_" + n]) for n in names] for x in v], 0) for v in by.values()])
                # the table has nine digits; a third of them is not a third, and lies in another bin
                p = p / p.sum(1, keepdims=True)
                k, n, t = len(names), len(y), p.argmax(1)
                m = np.array([[np.sum((y == a) & (t == b)) for b in range(k)] for a in range(k)])
                e = np.outer(m.sum(1), m.sum(0)) / n
                w = (np.arange(k)[:, None] - np.arange(k)[None, :]) ** 2
                rec = np.diag(m) / m.sum(1)
                auc = [stats.mannwhitneyu(p[y == c, c], p[y != c, c]).statistic / np.sum(y == c) / np.sum(y != c)
                       for c in range(k)]
                fat = stats.mannwhitneyu(1 - p[y > 0, 0], 1 - p[y == 0, 0]).statistic / np.sum(y > 0) / np.sum(y == 0)
                conf, hit = p.max(1), t == y
                b = np.minimum(14, np.floor(conf * 15).astype(int))
                out.append({"accuracy": np.trace(m) / n, "balancedAccuracy": rec.mean(), "worstRecall": rec.min(),
                  "bestWorstGap": rec.max() - rec.min(), "kappaQuadratic": 1 - (w * m).sum() / (w * e).sum(),
                  "auc": fat, "aucMacro": np.mean(auc), "f1": np.mean(2 * np.diag(m) / (m.sum(1) + m.sum(0))),
                  "ece": sum(abs(hit[b == i].mean() - conf[b == i].mean()) * np.mean(b == i)
                             for i in range(15) if np.any(b == i)),
                  "brier": ((p - np.eye(k)[y]) ** 2).sum(1).mean(), "nll": -np.log(p[np.arange(n), y]).mean()})
            print(json.dumps({f: float(np.mean([o[f] for o in out])) for f in out[0]}))
            """;

    @TempDir
    private Path folder;

    @Test
    void figuresOfPooledPredictionsAgree() throws IOException, InterruptedException, Problem {
        List<ClassPrediction> predictions = JudgedClasses.random(90, 3, 1.7, 29);
        Path table = Files.write(folder.resolve("p.csv"), PredictionsCsv.lines(JudgedClasses.CLASSES, predictions));
        Process python = new ProcessBuilder("/usr/bin/python3", "-c", FIGURES, table.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String said = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, python.waitFor());
        JsonNode theirs = JsonMapper.builder().build().readTree(said);
        ClassResult ours = ClassResult.of(PredictionsCsv.read(table));
        for (var field : theirs.properties()) {
            double value =
                    ours.of(ClassFigure.named(field.getKey()).orElseThrow()).value();
            assertEquals(field.getValue().asDouble(), value, 1e-9, field.getKey());
        }
    }
}
