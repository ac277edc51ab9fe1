"""
Take a folder of JSON Lines to a warehouse, each night, and delete what is due.

    export RUNTIME__DLTHUB_TELEMETRY=false LOAD__DELETE_COMPLETED_JOBS=true
    python nightly_warehouse.py /data/orders warehouse.duckdb

Another warehouse is another destination of dlt's: ``dlt.destinations.postgres(url)``.
"""

import sys

import dlt

from tokotiktok.sync import warehouse
from tokotiktok.sync.sinks import JSONLinesSink

folder, file = sys.argv[1:]
sink = JSONLinesSink(folder)
sink.purge()

pipeline = dlt.pipeline(
    "nightly", destination=dlt.destinations.duckdb(file), dataset_name="tokotiktok"
)
print(pipeline.run(warehouse.source(sink)))
warehouse.purge(pipeline)
