package org.radiloom.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.radiloom.train.run.TrainEvent;

class EventPrinterTest {
    private static final TrainEvent EVENT = new TrainEvent.Warning("a.b", "odd");

    @Test
    void everyEventIsALine() {
        StringWriter out = new StringWriter();
        try (EventPrinter printer = EventPrinter.json(new PrintWriter(out))) {
            printer.told(EVENT, EVENT.json());
            printer.told(EVENT, EVENT.json());
        }
        String line = "{\"event\":\"warning\",\"code\":\"a.b\",\"message\":\"odd\"}";
        assertEquals(line + System.lineSeparator() + line + System.lineSeparator(), out.toString());
    }

    @Test
    void aReaderThatHasGoneIsNoMatter() {
        OutputStream gone = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("Broken pipe");
            }
        };
        try (EventPrinter printer = EventPrinter.json(new PrintWriter(gone))) {
            for (int n = 0; n < 5000; n++) {
                printer.told(EVENT, EVENT.json());
            }
        }
    }

    @Test
    void aReaderThatDoesNotReadHoldsNothingUp() {
        CountDownLatch read = new CountDownLatch(1);
        OutputStream full = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                try {
                    read.await();
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
            }
        };
        long start = System.nanoTime();
        EventPrinter printer = EventPrinter.json(new PrintWriter(full));
        for (int n = 0; n < 5000; n++) {
            printer.told(EVENT, EVENT.json());
        }
        assertTrue(System.nanoTime() - start < 3_000_000_000L);
        read.countDown();
        printer.close();
    }
}
