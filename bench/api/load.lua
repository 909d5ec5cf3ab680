-- For wrk: GET the paths given after the URL, in turn; print what was measured as JSON.
local requests, next_one, threads = {}, 0, {}

function setup(thread)
   table.insert(threads, thread)
end

function init(paths)
   statuses = {}
   for i, path in ipairs(paths) do
      requests[i] = wrk.format("GET", path)
   end
end

function request()
   next_one = next_one % #requests + 1
   return requests[next_one]
end

function response(status)
   local name = tostring(status)
   statuses[name] = (statuses[name] or 0) + 1
end

function done(summary, latency)
   local counts = {}
   for _, thread in ipairs(threads) do
      for status, count in pairs(thread:get("statuses")) do
         table.insert(counts, string.format('"%s": %d', status, count))
      end
   end
   local errors = summary.errors
   print(string.format(
      '{"requests": %d, "microseconds": %d, "median": %d, "most": %d, "lost": %d, "statuses": {%s}}',
      summary.requests, summary.duration, latency:percentile(50), latency:percentile(99),
      errors.connect + errors.read + errors.write + errors.timeout, table.concat(counts, ", ")
   ))
end
