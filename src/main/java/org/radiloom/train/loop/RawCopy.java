package org.radiloom.train.loop;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.radiloom.nn.ParameterMemory;

/** A copy of arrays in their own memory order, quick to take and to give back, with room for one only. */
final class RawCopy {
    private final List<ParameterMemory> arrays = new ArrayList<>();
    private final List<float[]> values = new ArrayList<>();

    RawCopy(Collection<NDArray> of) {
        for (NDArray array : of) {
            ParameterMemory memory = ParameterMemory.of(array);
            arrays.add(memory);
            values.add(new float[memory.length()]);
        }
    }

    void take() {
        for (int at = 0; at < arrays.size(); at++) {
            arrays.get(at).get(0, values.get(at), values.get(at).length);
        }
    }

    void giveBack() {
        for (int at = 0; at < arrays.size(); at++) {
            arrays.get(at).put(0, values.get(at), values.get(at).length);
        }
    }

    /** Moves the copy towards the arrays: copy ← keep·copy + (1 - keep)·array. */
    void approach(double keep) {
        float old = (float) keep;
        float fresh = (float) (1 - keep);
        for (int at = 0; at < arrays.size(); at++) {
            float[] mean = values.get(at);
            float[] now = new float[mean.length];
            arrays.get(at).get(0, now, now.length);
            for (int i = 0; i < mean.length; i++) {
                mean[i] = old * mean[i] + fresh * now[i];
            }
        }
    }

    /** Exchanges copy and arrays. */
    void exchange() {
        for (int at = 0; at < arrays.size(); at++) {
            float[] mine = values.get(at);
            float[] theirs = new float[mine.length];
            arrays.get(at).get(0, theirs, theirs.length);
            arrays.get(at).put(0, mine, mine.length);
            values.set(at, theirs);
        }
    }
}
