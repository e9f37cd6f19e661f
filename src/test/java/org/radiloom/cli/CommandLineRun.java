package org.radiloom.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.io.StringWriter;

/** A command line that was run inside the test. */
record CommandLineRun(int code, String out, String err) {
    static CommandLineRun of(String... args) {
        var out = new StringWriter();
        var err = new StringWriter();
        int code = RadiloomCommand.run(new PrintWriter(out, true), new PrintWriter(err, true), args);
        return new CommandLineRun(code, out.toString(), err.toString());
    }

    JsonNode json() throws JsonProcessingException {
        return Printed.MAPPER.readTree(out);
    }
}
