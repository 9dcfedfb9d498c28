package io.stakebook.launcher.broker;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.storage.Formatter;

/** Started by the launcher with one argument, the broker's properties file. */
public final class BrokerMain {

    private BrokerMain() {}

    public static void main(String[] arguments) throws Exception {
        Path file = Path.of(arguments[0]);
        Properties properties = new Properties();
        try (var in = Files.newBufferedReader(file)) {
            properties.load(in);
        }
        String directory = properties.getProperty("log.dirs");
        if (!Files.exists(Path.of(directory, "meta.properties"))) {
            new Formatter()
                    .setNodeId(Integer.parseInt(properties.getProperty("node.id")))
                    .setClusterId(Uuid.randomUuid().toString())
                    .setControllerListenerName(properties.getProperty("controller.listener.names"))
                    .setMetadataLogDirectory(directory)
                    .addDirectory(directory)
                    .run();
        }
        kafka.Kafka.main(new String[] {file.toString()});
    }
}
