-- The gate in front of nginx's cache: of all who ask for the same part or blocking playlist, one fetches it, and the
-- others go on the instant it is in the cache. nginx's own cache lock does the first half, but wakes whoever waits by
-- looking every 500 ms, which is longer than a low-latency part.
--
-- Per key the shared dictionary holds FETCHING or DONE. Within a worker those who wait sit on a semaphore; of the other
-- workers one request each looks at the dictionary every few milliseconds.

local semaphore = require "ngx.semaphore"

local FETCHING, DONE = 1, 2

-- Seconds. A blocking playlist answers within three target durations; whoever waits longer asks the origin itself.
local PATIENCE = 12
local LOOK = 0.005
-- How long an answer is surely still in the cache; an answer that says it may be kept less long is not gated again.
local KEPT = 5

local states = ngx.shared.hls_gate
local waiting = {}

local function fetch(key)
    if states:add(key, FETCHING, PATIENCE) then
        local found = ngx.location.capture("/hls-fill" .. ngx.var.uri, { args = ngx.var.args })
        if found.status == 200 or found.status == 404 then
            states:set(key, DONE, found.status == 200 and KEPT or 1)
        else
            states:delete(key)
        end
        return
    end
    local looks = PATIENCE / LOOK
    while states:get(key) == FETCHING and looks > 0 do
        ngx.sleep(LOOK)
        looks = looks - 1
    end
end

local function gate()
    -- The plain playlist changes under the same key; nginx serves the old one while it fetches the new.
    local uri, msn = ngx.var.uri, ngx.var.arg__HLS_msn
    if ngx.req.get_method() ~= "GET" or (msn == nil and uri:sub(-5) == ".m3u8") then
        return
    end
    local key = table.concat({ uri, msn or "", ngx.var.arg__HLS_part or "", ngx.var.arg__HLS_skip or "" }, "&")
    if states:get(key) == DONE then
        return
    end
    local others = waiting[key]
    if others then
        others.count = others.count + 1
        others.door:wait(PATIENCE)
        return
    end
    others = { door = semaphore.new(0), count = 0 }
    waiting[key] = others
    local fine, problem = pcall(fetch, key)
    waiting[key] = nil
    if others.count > 0 then
        others.door:post(others.count)
    end
    if not fine then
        states:delete(key)
        ngx.log(ngx.ERR, "the gate could not fetch ", key, ": ", problem)
    end
end

return { gate = gate }
