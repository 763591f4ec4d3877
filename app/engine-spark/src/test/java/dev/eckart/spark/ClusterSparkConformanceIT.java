package dev.eckart.spark;

/** With executors that are processes of their own. */
class ClusterSparkConformanceIT extends SparkConformance {
    ClusterSparkConformanceIT() {
        super("local-cluster[2,1,1024]");
    }
}
